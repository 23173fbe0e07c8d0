import { createActor } from 'xstate';
import type { LiveClient } from '../../engines/simulator/live/live-client.ts';
import type { LiveLink } from '../../engines/simulator/live/live-graph.ts';
import type { LiveBegun, LiveLook } from '../../engines/simulator/live/live-protocol.ts';
import type { ReplicationPart } from '../../engines/simulator/replication.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import type { BuilderSession } from '../builder-session.svelte.ts';
import type { Draft } from '../draft.ts';
import { frameSpan, nextGoal } from './live-clock.ts';
import { liveMachine } from './live-machine.ts';
import { ShownRun } from './shown-run.svelte.ts';

/** Real seconds that the worker may work between two pictures, at a chosen speed and as fast as possible. */
const BUDGET_SECONDS = 0.02;
const FULL_BUDGET_SECONDS = 0.05;

/** What is being run. */
export interface Watched {
  readonly draft: Draft;
  readonly scenario: Scenario;
  readonly links: readonly LiveLink[];
  readonly warmUpSeconds: number;
}

/** The run that a person watches: the machine and the worker behind it; what of it is seen is `shown`. */
export class RunSession {
  readonly #session: BuilderSession;
  readonly #actor = createActor(liveMachine);
  #client: LiveClient | undefined;
  #cancel = new AbortController();
  #isAsking = false;
  #answeredAt = 0;
  #stepGoal = 0;
  #snapshot = $state.raw(this.#actor.getSnapshot());

  watched: Watched | undefined = $state.raw();
  readonly shown = new ShownRun();
  /** What the first replication added to the result; once the run has ended. */
  part: ReplicationPart | undefined = $state.raw();

  constructor(session: BuilderSession) {
    this.#session = session;
    this.#actor.subscribe((snapshot) => {
      this.#snapshot = snapshot;
    });
    this.#actor.start();
  }

  context = $derived.by(() => this.#snapshot.context);
  state = $derived.by(() => {
    const { value } = this.#snapshot;
    return typeof value === 'string' ? value : 'beginning';
  });
  /** False once the pipeline has been changed: what was run is not what is shown. */
  isCurrent = $derived.by(() => this.watched !== undefined && this.watched.draft === this.#session.draft);
  canBegin = $derived.by(() => this.#session.examination.scenario !== null && this.#session.curve !== undefined);

  /** Begins anew from 0; up to `fromSeconds` at once. */
  async begin({ fromSeconds = 0, isPaused = false } = {}): Promise<void> {
    const { draft, examination, curve } = this.#session;
    const { scenario } = examination;
    if (!scenario) return;
    this.#cancel.abort();
    this.#cancel = new AbortController();
    const { signal } = this.#cancel;
    this.#actor.send({ type: 'begin', isPaused });
    try {
      if (!this.#client) {
        const { LiveClient } = await import('../../engines/simulator/live/live-client.ts');
        this.#client ??= new LiveClient();
      }
      if (signal.aborted) return;
      const curves = curve ? { [curve.model]: curve } : {};
      const frameSeconds = frameSpan(this.context.speed, scenario.run.durationSeconds);
      const begun = await this.#client.begin({ scenario, curves, fromSeconds, frameSeconds }, signal);
      this.#take(begun, draft, scenario);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  #take({ links, warmUpSeconds, durationSeconds, look }: LiveBegun, draft: Draft, scenario: Scenario): void {
    this.watched = { draft, scenario, links, warmUpSeconds };
    this.part = undefined;
    this.shown.begin();
    this.#isAsking = false;
    this.#answeredAt = performance.now();
    this.#show(look);
    this.#actor.send({ type: 'begun', durationSeconds, reachedSeconds: look.reachedSeconds });
    if (look.hasEnded) void this.#finish();
  }

  #fail(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#actor.send({ type: 'failed', message: `The run stopped: ${reason} The pipeline is as it was.` });
  }

  pause(): void {
    this.#actor.send({ type: 'pause' });
    this.shown.showNow();
  }

  resume(): void {
    this.#answeredAt = performance.now();
    this.shown.showNow();
    this.#actor.send({ type: 'resume' });
  }

  /** One second of simulated time. */
  step(): void {
    this.#stepGoal = this.context.reachedSeconds + 1;
    this.#actor.send({ type: 'step' });
  }

  setSpeed(speed: number): void {
    this.#actor.send({ type: 'setSpeed', speed });
  }

  /** Shows what was recorded of an earlier moment. */
  async lookAt(seconds: number): Promise<void> {
    this.#actor.send({ type: 'lookAt', seconds });
    const frame = await this.#client?.recall(seconds).catch(() => null);
    // By now another moment may be asked for.
    if (frame && this.context.lookedAtSeconds === seconds) this.shown.show(frame);
  }

  backToNow(): void {
    this.#actor.send({ type: 'backToNow' });
    this.shown.showNow();
  }

  stop(): void {
    this.#cancel.abort();
    this.#actor.send({ type: 'stop' });
    this.watched = undefined;
    this.shown.clear();
  }

  /** Once per picture: asks the worker to go on, unless it is still at it. */
  tick(now: number): void {
    if (this.#isAsking || (this.state !== 'running' && this.state !== 'stepping')) return;
    if (!this.isCurrent) {
      this.pause();
      return;
    }
    const { speed, reachedSeconds, durationSeconds } = this.context;
    const isStep = this.state === 'stepping';
    const untilSeconds = isStep
      ? Math.min(this.#stepGoal, durationSeconds)
      : nextGoal(reachedSeconds, (now - this.#answeredAt) / 1000, speed, durationSeconds);
    this.#answeredAt = now;
    void this.#ask(untilSeconds, isStep ? 1 : frameSpan(speed, durationSeconds));
  }

  async #ask(untilSeconds: number, frameSeconds: number): Promise<void> {
    this.#isAsking = true;
    const { signal } = this.#cancel;
    const budgetSeconds = this.context.speed === Infinity ? FULL_BUDGET_SECONDS : BUDGET_SECONDS;
    try {
      const look = await this.#client!.advance({ untilSeconds, budgetSeconds, frameSeconds });
      if (signal.aborted) return;
      this.#isAsking = false;
      const isStepOver = look.reachedSeconds >= untilSeconds;
      this.#show(look, look.hasEnded || this.state !== 'running');
      this.#actor.send({ type: 'reached', seconds: look.reachedSeconds, hasEnded: look.hasEnded, isStepOver });
      if (look.hasEnded) await this.#finish();
    } catch (error) {
      this.#isAsking = false;
      if (!signal.aborted) this.#fail(error);
    }
  }

  #show(look: LiveLook, isRead = false): void {
    this.shown.take(look, { isBack: this.state === 'scrubbing', isRead });
  }

  /** The first replication is there to its end; the result of the scenario is that of all its replications. */
  async #finish(): Promise<void> {
    this.part = await this.#client!.finish();
    if (this.isCurrent && this.#session.currentRun === undefined) this.#session.run();
  }

  close(): void {
    this.#cancel.abort();
    this.#actor.stop();
    this.#client?.end();
  }
}
