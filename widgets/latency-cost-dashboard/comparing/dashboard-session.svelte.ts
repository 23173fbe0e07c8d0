import type { SimulatorClient } from '../../engines/simulator/client.ts';
import type { Parsed } from '../../kit/problem.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import { type ComparisonPlan, ComparisonRunner, type ComparisonState, emptyComparison } from '../comparison-runner.ts';
import type { WidgetData } from '../widget-data.ts';
import { compose } from './compose.ts';
import type { CourseScenario } from './course-scenarios.ts';
import { nextReplications, precisionOf } from './precision.ts';
import type { DashboardState } from './state.ts';

/** Replications of each alternative that are run without being asked for: intervals of a few per cent within a second. */
export const START_REPLICATIONS = 10;
const MOST_UNDO = 100;

/** A plan with what it was made from, so that the page can say what its figures stand for. */
export interface DashboardPlan extends ComparisonPlan {
  readonly state: DashboardState;
  readonly curve: ServiceCurve;
}

interface Setting {
  readonly data: WidgetData;
  readonly initial: DashboardState;
  readonly client: SimulatorClient;
  readonly now: () => number;
  readonly loadCourse: () => Promise<Parsed<readonly CourseScenario[]>>;
  /** A comparison has come to its end. */
  readonly oncomplete: (comparison: ComparisonState<DashboardPlan>) => void;
}

/** What a student sets in the dashboard and what it comes to: every change asks for a new comparison, and every change can be undone. */
export class DashboardSession {
  readonly #setting: Setting;
  readonly #runner: ComparisonRunner<DashboardPlan>;
  state = $state.raw() as DashboardState;
  comparison = $state.raw<ComparisonState<DashboardPlan>>(emptyComparison);
  /** Scenarios of the course, or why there are none; undefined until they are asked for and loaded. */
  course = $state.raw<Parsed<readonly CourseScenario[]>>();
  /** True while replications are added until the intervals are narrow enough. */
  isUntilPrecise = $state(false);
  /** True once the student has changed something. */
  hasChanged = $state(false);
  /** True once the student has looked at another section or view. */
  hasLooked = $state(false);
  #requested = $state.raw<DashboardPlan>();
  #past = $state.raw<readonly DashboardState[]>([]);
  #lastTag: string | undefined;
  #curve: ServiceCurve | undefined;

  constructor(setting: Setting) {
    this.#setting = setting;
    this.state = setting.initial;
    this.#runner = new ComparisonRunner<DashboardPlan>({
      client: setting.client,
      now: setting.now,
      listen: (comparison) => this.#listen(comparison),
    });
  }

  /** Whether the figures that are shown are those of the state as it stands. */
  get isCurrent(): boolean {
    return this.#requested !== undefined && this.#requested === this.comparison.plan;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  /** Puts a state in place. Changes with the same `tag` one after the other, such as the steps of a drag, are undone together. */
  change(state: DashboardState, tag?: string): void {
    if (state === this.state) return;
    if (tag === undefined || tag !== this.#lastTag) this.#past = [...this.#past, this.state].slice(-MOST_UNDO);
    this.#lastTag = tag;
    this.hasChanged = true;
    this.#put(state);
  }

  /** Takes down which section or view is looked at: nothing is simulated for it, and it is no change to be undone. */
  look(at: Pick<DashboardState, 'section' | 'view'>): void {
    this.hasLooked = true;
    this.state = { ...this.state, ...at };
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (!before) return;
    this.#past = this.#past.slice(0, -1);
    this.#lastTag = undefined;
    const { section, view } = this.state;
    this.#put({ ...before, ...(section === undefined ? {} : { section }), ...(view === undefined ? {} : { view }) });
  }

  /** Simulates with this curve from now on. */
  run(curve: ServiceCurve): void {
    this.#curve = curve;
    this.#request();
  }

  /** Loads the scenarios of the course, unless they are there; alternatives that wait for them are then simulated. */
  async askForCourse(): Promise<void> {
    if (this.course?.ok) return;
    this.course = await this.#setting.loadCourse();
    if (this.#needsCourse) this.#request();
  }

  /** As many replications again as there are. */
  runLonger(): void {
    this.isUntilPrecise = false;
    this.#runner.extend(2 * this.comparison.target);
  }

  /** Adds replications until the widest interval is within 5 %, or as many as are run at most. */
  runUntilPrecise(): void {
    this.isUntilPrecise = true;
    this.#goOn();
  }

  /** Stops what runs; what is shown stays. */
  cancel(): void {
    this.isUntilPrecise = false;
    this.#runner.cancel();
  }

  get #needsCourse(): boolean {
    return this.state.alternatives.some(({ from }) => 'scenario' in from);
  }

  #put(state: DashboardState): void {
    // Limit and baseline change what is said of the figures, not the figures.
    const isSame = JSON.stringify(simulatedPart(state)) === JSON.stringify(simulatedPart(this.state));
    this.state = state;
    if (!isSame) this.#request();
  }

  #request(): void {
    if (!this.#curve) return;
    this.isUntilPrecise = false;
    if (this.#needsCourse && !this.course) void this.askForCourse();
    const { state } = this;
    const composed = compose(state, { data: this.#setting.data, course: this.course, curve: this.#curve });
    this.#requested = { composed, state, curve: this.#curve };
    this.#runner.request(this.#requested, START_REPLICATIONS);
  }

  #listen(comparison: ComparisonState<DashboardPlan>): void {
    const hasEnded = this.comparison.isRunning && !comparison.isRunning && comparison.share === 1;
    this.comparison = comparison;
    if (!hasEnded) return;
    if (this.isUntilPrecise) this.#goOn();
    else this.#setting.oncomplete(comparison);
  }

  #goOn(): void {
    const precision = precisionOf(this.comparison.outcomes);
    const next = precision && nextReplications(precision);
    if (next) this.#runner.extend(next);
    else this.isUntilPrecise = false;
  }
}

/** What a simulation depends on. */
function simulatedPart({ controls, seed, prices, alternatives }: DashboardState): unknown {
  return {
    controls,
    seed,
    prices,
    alternatives: alternatives.map(({ id, label, from, changes }) => ({ id, label, from, changes })),
  };
}
