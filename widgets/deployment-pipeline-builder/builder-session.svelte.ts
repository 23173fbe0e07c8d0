import { createActor } from 'xstate';
import type { LearnerRecord } from '../engines/record/learner-record.ts';
import type { SimulatorClient } from '../engines/simulator/client.ts';
import type { Problem } from '../kit/problem.ts';
import type { ServiceCurve } from '../kit/service-curve.ts';
import type { Command } from './commands/command.ts';
import { findKind } from './component-kinds.ts';
import { type ComponentView, viewComponent } from './component-view.ts';
import { defaultWidgetData } from './default-widget-data.ts';
import type { DraftComponent } from './draft.ts';
import { examine } from './findings/examine.ts';
import { flowOrder } from './flow-order.ts';
import { keptPipeline, notSaved, PipelineKeeper, widgetKey } from './keep-pipeline.ts';
import { loadWidgetData } from './load-widget-data.ts';
import { createPipelineMachine, type PipelineEvent, type Simulate } from './pipeline-machine.ts';
import { summariseRun } from './result-rows.ts';
import { findServiceCurve } from './service-curve-source.ts';
import type { WidgetData } from './widget-data.ts';

export interface BuilderProps {
  /** Address of the widget data file; null for the built-in pipeline. */
  readonly data: string | null;
  readonly course: string;
  readonly lesson: string;
  /** Address of the site's root, with a slash at its end. */
  readonly base: string;
}

/** Everything one builder on a page knows, as runes over the machine. Made on the server too; `open` connects it to the browser. */
export class BuilderSession {
  readonly uid: string;
  readonly #props: BuilderProps;
  readonly #actor;
  #simulator: SimulatorClient | undefined;
  #record: LearnerRecord | undefined;
  #keeper: PipelineKeeper | undefined;
  #isClosed = false;

  data: WidgetData = $state.raw(defaultWidgetData);
  /** What is wrong with the data file. */
  problems: readonly Problem[] = $state.raw([]);
  /** Undefined until it is known whether there is one. */
  curve: ServiceCurve | null | undefined = $state.raw();
  isReady = $state(false);
  /** Whether the latest edit is saved, in words. */
  saved = $state('');
  hasUnsaved = $state(false);
  selectedId: string | null = $state(null);
  #snapshot;

  constructor(props: BuilderProps, uid: string) {
    this.uid = uid;
    this.#props = props;
    this.#actor = createActor(createPipelineMachine(this.#simulate), {
      input: { scenario: defaultWidgetData.scenario },
    });
    this.#snapshot = $state.raw(this.#actor.getSnapshot());
    this.#actor.subscribe((snapshot) => {
      this.#snapshot = snapshot;
    });
  }

  context = $derived.by(() => this.#snapshot.context);
  isRunning = $derived.by(() => this.#snapshot.matches('running'));
  draft = $derived(this.context.history.present);
  ordered = $derived(flowOrder(this.draft));
  #curves = $derived(
    this.curve === undefined ? undefined : this.curve === null ? {} : { [this.curve.model]: this.curve },
  );
  examination = $derived(examine(this.draft, this.#curves));
  findings = $derived(this.examination.findings);
  /** The latest run, if it was of the pipeline as it stands. */
  currentRun = $derived(this.context.runs[0]?.draft === this.draft ? this.context.runs[0] : undefined);
  views: readonly ComponentView[] = $derived(
    this.ordered.map((component) => viewComponent(component, this.currentRun?.result.components[component.id])),
  );

  viewOf(component: DraftComponent): ComponentView {
    return this.views.find((view) => view.id === component.id) ?? viewComponent(component);
  }

  labelOf(kind: string): string {
    return findKind(kind)?.label ?? kind;
  }

  /** Loads the data file and the learner's record, and takes up what was kept. Never rejects: what fails is said in the widget. */
  async open(): Promise<void> {
    this.#actor.start();
    const { data, course, lesson, base } = this.#props;
    // Loaded here and not above: the database's code is not needed before the first paint, and never on the server.
    const { openRecordIn } = await import('../engines/record/open-record.ts');
    const [loaded, record] = await Promise.all([
      data === null ? undefined : loadWidgetData(data),
      openRecordIn({ course, lesson }),
    ]);
    if (this.#isClosed) return;
    if (loaded?.ok) this.data = loaded.value;
    if (loaded && !loaded.ok) this.problems = loaded.problems;
    this.#record = record;
    const place = { record, course, widget: widgetKey(data, base) };
    const kept = keptPipeline(place);
    this.#keeper = new PipelineKeeper(place, (sentence, isUnsaved) => this.#tellSaved(sentence, isUnsaved));
    if (kept) this.send({ type: 'open', scenario: kept, message: 'Your pipeline is as you left it.' });
    else this.send({ type: 'open', scenario: this.data.scenario, message: '' });
    if (kept) this.saved = 'Your pipeline is as you left it.';
    this.isReady = true;
    this.curve = await findServiceCurve(this.data.model, record, base);
  }

  /** Lets go of the worker and writes what still waits. */
  close(): void {
    this.#isClosed = true;
    this.flush();
    this.#actor.stop();
    this.#simulator?.end();
  }

  flush(): void {
    this.#keeper?.flush();
  }

  /** Tries again to store what could not be stored. */
  async saveAgain(): Promise<void> {
    if (await this.#record?.retry()) this.#tellSaved('Saved in this browser.', false);
  }

  #tellSaved(sentence: string, isUnsaved: boolean): void {
    this.saved = sentence;
    this.hasUnsaved = isUnsaved;
  }

  send(event: PipelineEvent): void {
    const before = this.draft;
    this.#actor.send(event);
    if (this.draft !== before && event.type !== 'open') this.#keeper?.keep(this.draft);
  }

  edit(command: Command): void {
    this.send({ type: 'edit', command });
    const isGone = this.selectedId !== null && !this.draft.components.some(({ id }) => id === this.selectedId);
    if (isGone) this.selectedId = command.type === 'rename' ? command.newId.trim() : null;
  }

  /** Adds a component and selects it, so that its parameters are open in the list. */
  add(kind: string, after: string | null): void {
    const before = new Set(this.draft.components.map(({ id }) => id));
    this.edit(after === null ? { type: 'add', kind } : { type: 'add', kind, after });
    this.selectedId = this.draft.components.find(({ id }) => !before.has(id))?.id ?? this.selectedId;
  }

  select(id: string | null): void {
    this.selectedId = id;
  }

  /** A list entry was opened or closed by hand. */
  toggleSelected(id: string, isOpen: boolean): void {
    if (isOpen) this.selectedId = id;
    else if (this.selectedId === id) this.selectedId = null;
  }

  run(): void {
    const { scenario } = this.examination;
    if (scenario) this.send({ type: 'run', request: { draft: this.draft, scenario, curve: this.curve ?? null } });
  }

  /** Runs in the worker, which is loaded with the first run and not before; a finished run goes into the record. */
  #simulate: Simulate = async (scenario, options) => {
    if (!this.#simulator) {
      const { SimulatorClient } = await import('../engines/simulator/client.ts');
      this.#simulator ??= new SimulatorClient();
    }
    const result = await this.#simulator.run(scenario, options);
    const { data, course, lesson, base } = this.#props;
    const body = { lesson, widget: widgetKey(data, base), scenario, summary: summariseRun(result) };
    this.#record?.append('experimentRun', course, body).catch((error: unknown) => {
      this.#tellSaved(notSaved(error), true);
    });
    return result;
  };
}
