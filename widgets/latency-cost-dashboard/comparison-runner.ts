import type { SimulatorClient } from '../engines/simulator/client.ts';
import type { Composed } from './comparing/compose.ts';
import { Gathered } from './comparing/gathered.ts';
import { type Outcome, simulated } from './comparing/outcome.ts';

/** One comparison to run: every alternative on the same seed. */
export interface ComparisonPlan {
  readonly composed: readonly Composed[];
}

/** What the page shows. Outcomes stay those of the last plan until the next one has figures of its own. */
export interface ComparisonState<Plan extends ComparisonPlan = ComparisonPlan> {
  readonly outcomes: readonly Outcome[];
  /** The plan that the outcomes came from; null before the first. */
  readonly plan: Plan | null;
  /** True until every alternative has as many replications as were asked for. */
  readonly isRunning: boolean;
  /** Share of the replications asked for that are done, 0 to 1. */
  readonly share: number;
  /** Replications of each alternative that were asked for. */
  readonly target: number;
}

export const emptyComparison: ComparisonState<never> = {
  outcomes: [],
  plan: null,
  isRunning: false,
  share: 0,
  target: 0,
};

interface RunnerSetting<Plan extends ComparisonPlan> {
  readonly client: Pick<SimulatorClient, 'run'>;
  readonly listen: (state: ComparisonState<Plan>) => void;
  /** A clock in milliseconds. */
  readonly now: () => number;
}

/** Requests over all alternatives behind the first figures that are shown: fewer would jump about, more would make the hand wait. */
export const FIRST_REQUESTS = 100_000;
/** Whoever is this late is waited for no longer: the others are shown without it. */
const FIRST_WAIT_MS = 250;
/** Between two refinements of what is shown: drawing takes time that the workers use better. */
const REFINE_MS = 250;

/**
 * Runs comparisons, one plan at a time, and shows what they come to while they run. A newer plan waits until the one under way has shown its first figures,
 * some tens of milliseconds, so that a drag is answered all along; it never waits for refinements.
 */
export class ComparisonRunner<Plan extends ComparisonPlan = ComparisonPlan> {
  readonly #setting: RunnerSetting<Plan>;
  #state: ComparisonState<Plan> = emptyComparison;
  #abort = new AbortController();
  #gathered: readonly Gathered[] = [];
  #running: Plan | null = null;
  #waiting: { readonly plan: Plan; readonly replications: number } | null = null;
  #hasShown = true;
  #startedAt = 0;
  #shownAt = 0;

  constructor(setting: RunnerSetting<Plan>) {
    this.#setting = setting;
  }

  /** Simulates a plan with so many replications of each alternative. */
  request(plan: Plan, replications: number): void {
    if (this.#hasShown) this.#start(plan, replications);
    else this.#waiting = { plan, replications };
  }

  /** Adds replications to what is shown, up to so many; does nothing before the first plan. */
  extend(replications: number): void {
    if (this.#running && !this.#waiting) this.#run(this.#running, Math.max(replications, this.#state.target));
  }

  /** Stops what is under way. What is shown stays. */
  cancel(): void {
    this.#waiting = null;
    this.#hasShown = true;
    this.#abort.abort();
    if (this.#state.isRunning) this.#show({ isRunning: false });
  }

  #start(plan: Plan, replications: number): void {
    this.#waiting = null;
    this.#running = plan;
    this.#gathered = plan.composed.map((composed) => new Gathered(composed));
    this.#hasShown = false;
    this.#startedAt = this.#setting.now();
    this.#run(plan, replications);
  }

  #run(plan: Plan, target: number): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const gathered = this.#gathered;
    this.#show({ isRunning: true, share: 0, target });
    const late = setTimeout(() => this.#look(plan, signal), FIRST_WAIT_MS);
    void Promise.all(gathered.map((one) => this.#simulate(one, target, plan, signal))).then(() => {
      clearTimeout(late);
      if (signal.aborted) return;
      this.#hasShown = true;
      this.#show({ plan, outcomes: gathered.map((one) => one.outcome()), isRunning: false, share: 1 });
      this.#next();
    });
  }

  /** Runs what one alternative lacks; what keeps it from running is its own affair, and the others go on. */
  async #simulate(gathered: Gathered, target: number, plan: Plan, signal: AbortSignal): Promise<void> {
    const runnable = gathered.runnable;
    if (!runnable) return;
    const { scenario, curves } = runnable.alternative;
    try {
      await this.#setting.client.run(scenario, {
        curves,
        replications: target,
        fold: runnable.fold,
        signal,
        onReplication: (replication, result) => {
          gathered.add(replication, result);
          this.#look(plan, signal);
        },
      });
    } catch (error) {
      if (!signal.aborted) gathered.refuse(error instanceof Error ? error.message : String(error));
    }
  }

  /** Shows what there is, when it is enough or time to. */
  #look(plan: Plan, signal: AbortSignal): void {
    if (signal.aborted) return;
    const now = this.#setting.now();
    const isDue = this.#hasShown
      ? now - this.#shownAt >= REFINE_MS
      : this.#isEnough() || now - this.#startedAt >= FIRST_WAIT_MS;
    const outcomes = isDue ? this.#gathered.map((one) => one.outcome()) : [];
    if (simulated(outcomes).length === 0) return;
    this.#hasShown = true;
    this.#shownAt = now;
    const runs = this.#gathered.filter((one) => one.runnable);
    const share = runs.reduce((sum, one) => sum + Math.min(1, one.count / this.#state.target), 0) / runs.length;
    this.#show({ plan, outcomes, share });
    this.#next();
  }

  #isEnough(): boolean {
    const runs = this.#gathered.filter((one) => one.runnable);
    if (runs.some((one) => one.count === 0)) return false;
    return runs.reduce((sum, one) => sum + one.offered, 0) >= FIRST_REQUESTS;
  }

  #next(): void {
    if (this.#waiting) this.#start(this.#waiting.plan, this.#waiting.replications);
  }

  #show(change: Partial<ComparisonState<Plan>>): void {
    this.#state = { ...this.#state, ...change };
    this.#setting.listen(this.#state);
  }
}
