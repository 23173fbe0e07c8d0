import type { Snippet } from 'svelte';
import { createActor } from 'xstate';
import type { LearnerRecord } from '../engines/record/learner-record.ts';
import type { SimulationResult } from '../engines/simulator/result.ts';
import type { Scenario } from '../engines/simulator/scenario.ts';
import { loadJson } from '../kit/load-json.ts';
import type { Problem } from '../kit/problem.ts';
import type { ServiceCurve } from '../kit/service-curve.ts';
import type { BuilderProps } from './builder-props.ts';
import type { OverlayProps } from './canvas/canvas-props.ts';
import { Clipboard } from './clipboard/clipboard.svelte.ts';
import type { Command } from './commands/command.ts';
import { findKind } from './component-kinds.ts';
import { type ComponentView, viewComponent } from './component-view.ts';
import { defaultWidgetData } from './default-widget-data.ts';
import type { Draft, DraftComponent } from './draft.ts';
import { PaletteDrag } from './editing/palette-drag.svelte.ts';
import { examine } from './findings/examine.ts';
import { flowOrder } from './flow-order.ts';
import { ChallengeSession } from './challenges/challenge-session.svelte.ts';
import { createPipelineMachine, type PipelineEvent } from './pipeline-machine.ts';
import { summariseRun } from './result-rows.ts';
import { RunSession } from './running/run-session.svelte.ts';
import { Saving } from './saving.svelte.ts';
import { Selection } from './selection/selection.svelte.ts';
import { SharingSession } from './sharing/sharing-session.svelte.ts';
import { takeUp } from './take-up.ts';
import { WorkerSimulation } from './simulate-in-worker.ts';
import { ViewState } from './view/view-state.svelte.ts';
import { parseWidgetData, type WidgetData } from './widget-data.ts';
import { widgetKey } from './widget-key.ts';

/** Everything one builder on a page knows, as runes over the machine. Made on the server too; `open` connects it to the browser. */
export class BuilderSession {
  readonly uid: string;
  readonly props: BuilderProps;
  readonly #actor;
  readonly #simulation = new WorkerSimulation((scenario, result) => this.#record(scenario, result));
  record: LearnerRecord | undefined;
  #isClosed = false;

  data: WidgetData = $state.raw(defaultWidgetData);
  /** What “Start over” brings back. */
  startingPoint: Draft = $state.raw(defaultWidgetData.scenario);
  /** What is wrong with the data file. */
  problems: readonly Problem[] = $state.raw([]);
  /** Undefined until it is known whether there is one. */
  curve: ServiceCurve | null | undefined = $state.raw();
  isReady = $state(false);
  readonly saving = new Saving();
  readonly selection = new Selection();
  readonly view = new ViewState();
  readonly clipboard = new Clipboard(this);
  /** The run that is watched, with what goes wrong in it. */
  readonly live = new RunSession(this);
  readonly sharing = new SharingSession(this);
  readonly challenges = new ChallengeSession(this);
  readonly paletteDrag = new PaletteDrag();
  /** Drawn over the diagram, for example what moves through it. */
  canvasOverlay: Snippet<[OverlayProps]> | undefined = $state.raw();
  /** A control of the inspector that wants the focus next: where to add after, where to connect to, or the first field. */
  wantsFocus: 'add' | 'connect' | 'name' | null = $state(null);
  #snapshot;

  constructor(props: BuilderProps, uid: string) {
    this.uid = uid;
    this.props = props;
    this.#actor = createActor(createPipelineMachine(this.#simulation.simulate), {
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
  /** Where components were put in the diagram by hand. */
  positions = $derived(this.context.history.positions);
  selectedId = $derived(this.selection.primary);
  ordered = $derived(flowOrder(this.draft));
  curves = $derived(
    this.curve === undefined ? undefined : this.curve === null ? {} : { [this.curve.model]: this.curve },
  );
  examination = $derived(examine(this.draft, this.curves));
  findings = $derived(this.examination.findings);
  /** The latest run, if it was of the pipeline as it stands. */
  currentRun = $derived(this.context.runs[0]?.draft === this.draft ? this.context.runs[0] : undefined);
  views: readonly ComponentView[] = $derived(
    this.ordered.map((component) => viewComponent(component, this.currentRun?.result.components[component.id])),
  );

  #viewsById = $derived(new Map(this.views.map((view) => [view.id, view])));

  viewOf(component: DraftComponent): ComponentView {
    return this.#viewsById.get(component.id) ?? viewComponent(component);
  }

  #effective = $derived(new Map(this.examination.scenario?.components.map((component) => [component.id, component])));

  /** What the simulator would run of a component: with the defaults of the format, where the pipeline is in order. */
  effectiveOf(component: DraftComponent): unknown {
    return this.#effective.get(component.id) ?? component;
  }

  /** Address of the site's root, with a slash at its end. */
  get base(): string {
    return this.props.base;
  }

  labelOf(kind: string): string {
    return findKind(kind)?.label ?? kind;
  }

  /** Loads the data file and the learner's record, and takes up what was kept. Never rejects: what fails is said in the widget. */
  async open(): Promise<void> {
    this.#actor.start();
    const { data, course, lesson } = this.props;
    // Loaded here and not above: the database's code is not needed before the first paint, and never on the server.
    const { openRecordIn } = await import('../engines/record/open-record.ts');
    const [loaded, record] = await Promise.all([
      data === null ? undefined : loadJson(data, parseWidgetData),
      openRecordIn({ course, lesson }),
    ]);
    if (this.#isClosed) return;
    if (loaded?.ok) this.data = loaded.value;
    if (loaded && !loaded.ok) this.problems = loaded.problems;
    this.record = record;
    this.view.recall();
    takeUp(this);
    this.isReady = true;
    await Promise.all([this.sharing.readAddress(), this.challenges.open()]);
  }

  /** The name under which this builder's pipelines are kept and shared. */
  get widget(): string {
    const { data, base, nth } = this.props;
    return widgetKey(data, base, nth);
  }

  /** Lets go of the worker and writes what still waits. */
  close(): void {
    this.#isClosed = true;
    this.saving.flush();
    this.#actor.stop();
    this.#simulation.end();
    this.live.close();
    this.challenges.close();
  }

  send(event: PipelineEvent): void {
    const { draft: before, positions } = this;
    this.#actor.send(event);
    // A whole pipeline that was put in place of another is looked at, not worked on: nothing of it is selected.
    this.selection.follow(before, this.draft, event.type === 'edit' && event.command.type !== 'replace');
    const isChanged = this.draft !== before || this.positions !== positions;
    if (isChanged && event.type !== 'open') this.saving.keep(this.draft, this.positions);
  }

  edit(command: Command): void {
    this.send({ type: 'edit', command });
  }

  select(id: string | null): void {
    this.selection.only(id);
  }

  /** Moves the focus to a control of the inspector, as soon as it is there. */
  focusIn(control: 'add' | 'connect' | 'name'): void {
    this.wantsFocus = control;
  }

  run(): void {
    const { scenario } = this.examination;
    if (scenario) this.send({ type: 'run', request: { draft: this.draft, scenario, curve: this.curve ?? null } });
  }

  /** A finished run goes into the record. */
  #record(scenario: Scenario, result: SimulationResult): void {
    const { course, lesson } = this.props;
    const body = { lesson, widget: this.widget, scenario, summary: summariseRun(result) };
    this.record?.append('experimentRun', course, body).catch((error: unknown) => this.saving.tellNotSaved(error));
  }
}
