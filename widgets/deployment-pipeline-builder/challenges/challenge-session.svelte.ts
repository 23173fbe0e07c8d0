import { type Actor, createActor, type SnapshotFrom } from 'xstate';
import type { SimulatorClient } from '../../engines/simulator/client.ts';
import { recordKey } from '../../engines/record/learner-state.ts';
import { parseScenario } from '../../engines/simulator/parse-scenario.ts';
import type { SimulationResult } from '../../engines/simulator/result.ts';
import type { BuilderSession } from '../builder-session.svelte.ts';
import { takeUp } from '../take-up.ts';
import type { Command } from '../commands/command.ts';
import type { Draft } from '../draft.ts';
import type { PipelineRun } from '../pipeline-machine.ts';
import type { Challenge } from './challenge.ts';
import { createChallengeMachine } from './challenge-machine.ts';
import { asPrediction, type GivenPrediction, lockOf, startOf } from './judge-challenge.ts';

type Machine = ReturnType<typeof createChallengeMachine>;

/** The challenges of a lesson at one builder: which is taken up, how far it is, and what goes into the learner's record. */
export class ChallengeSession {
  readonly #session: BuilderSession;
  #actor: Actor<Machine> | undefined;
  #simulator: SimulatorClient | undefined;
  #lastRun: PipelineRun | undefined;
  #lastDraft: Draft | undefined;
  #snapshot: SnapshotFrom<Machine> | null = $state.raw(null);
  /** Grows with every attempt, so that what is read from the record is read again. */
  #attempts = $state(0);
  /** Whether reference solutions may be opened: `?author` in the address, or while developing. */
  isAuthor = $state(false);

  constructor(session: BuilderSession) {
    this.#session = session;
  }

  get all(): readonly Challenge[] {
    return this.#session.props.challenges ?? [];
  }

  step = $derived.by(() => this.#snapshot?.value ?? null);
  context = $derived.by(() => this.#snapshot?.context ?? null);
  /** True while the builder is locked until the learner has foretold what happens. */
  mustPredict = $derived(this.step === 'predicting' || this.step === 'revealing');

  /** Called once the record is there. */
  open(): void {
    this.isAuthor = import.meta.env.DEV || new URLSearchParams(location.search).has('author');
    this.#attempts++;
  }

  /** What the learner's record says of a challenge. */
  recordOf({ id }: Challenge): { readonly attemptCount: number; readonly passedAt: string | undefined } {
    void this.#attempts;
    const { record, props } = this.#session;
    return (
      record?.state().challenges.get(recordKey(props.course, props.lesson, id)) ?? {
        attemptCount: 0,
        passedAt: undefined,
      }
    );
  }

  #question = ({ id }: Challenge) => `challenge:${id}`;

  takeUp(challenge: Challenge): void {
    const { record, props, widget } = this.#session;
    const key = recordKey(props.course, props.lesson, widget, this.#question(challenge));
    const given = asPrediction(challenge, record?.state().predictions.get(key)?.prediction);
    this.#actor?.stop();
    this.#actor = createActor(createChallengeMachine(this.#simulateStart), { input: { challenge, given } });
    this.#actor.subscribe((snapshot) => {
      this.#snapshot = snapshot;
    });
    this.#openSlot(challenge, given !== null);
    this.#actor.start();
    this.#snapshot = this.#actor.getSnapshot();
  }

  #openSlot(challenge: Challenge, isForetold: boolean): void {
    // Nothing may be changed before the prediction is made.
    takeUp(this.#session, {
      name: challenge.id,
      start: startOf(challenge),
      lock: lockOf(challenge),
      isClosed: !isForetold,
    });
    this.#lastRun = undefined;
    this.#lastDraft = this.#session.draft;
  }

  predict(given: GivenPrediction): void {
    const { challenge } = this.context ?? {};
    if (!challenge) return;
    const { record, props, widget } = this.#session;
    const body = { lesson: props.lesson, widget, question: this.#question(challenge), prediction: given };
    record
      ?.append('predictionMade', props.course, body)
      .catch((error: unknown) => this.#session.saving.tellNotSaved(error));
    this.#actor?.send({ type: 'predict', given });
    this.#openSlot(challenge, true);
  }

  revealAgain(): void {
    this.#actor?.send({ type: 'reveal' });
  }

  hint(): void {
    this.#actor?.send({ type: 'hint' });
  }

  /** Puts the reference solution in place of what is built, edit by edit, so that undo takes it back. */
  openSolution(): void {
    const { challenge } = this.context ?? {};
    if (!challenge) return;
    this.#session.edit({ type: 'replace', scenario: startOf(challenge), label: 'the starting point' });
    for (const command of challenge.solution) this.#session.edit(command as Command);
  }

  /** The learner's own pipeline comes back; what was built for the challenge is kept with it. */
  leave(): void {
    if (!this.#actor) return;
    this.#actor.stop();
    this.#actor = undefined;
    this.#snapshot = null;
    this.#simulator?.end();
    this.#simulator = undefined;
    takeUp(this.#session);
  }

  /** Told by the page what the builder does: a run that began or ended, an edit. */
  follow({
    isRunning,
    draft,
    run,
  }: {
    readonly isRunning: boolean;
    readonly draft: Draft;
    readonly run: PipelineRun | undefined;
  }): void {
    const { challenge } = this.context ?? {};
    if (!challenge || !this.#actor) return;
    if (draft !== this.#lastDraft) {
      this.#lastDraft = draft;
      this.#actor.send({ type: 'edited' });
    }
    if (isRunning) this.#actor.send({ type: 'run' });
    else if (run && run !== this.#lastRun && run.draft === draft) this.#judge(run);
    else this.#actor.send({ type: 'stopped' });
  }

  #judge(run: PipelineRun): void {
    this.#lastRun = run;
    this.#actor?.send({ type: 'finished', result: run.result });
    const { challenge, verdict } = this.context ?? {};
    if (!challenge || !verdict) return;
    const { record, props } = this.#session;
    const objectives = verdict.objectives.map(({ objective: { metric }, value, isMet }) => ({ metric, value, isMet }));
    const body = {
      lesson: props.lesson,
      challenge: challenge.id,
      scenario: run.draft,
      objectives,
      isPassed: verdict.isPassed,
    };
    record
      ?.append('challengeAttempted', props.course, body)
      .catch((error: unknown) => this.#session.saving.tellNotSaved(error))
      .finally(() => this.#attempts++);
  }

  close(): void {
    this.#actor?.stop();
    this.#simulator?.end();
  }

  /** In a worker of its own, so that the builder's own runs and their results are left alone. */
  #simulateStart = async (challenge: Challenge): Promise<SimulationResult> => {
    const parsed = parseScenario(startOf(challenge));
    if (!parsed.ok) throw new Error('The starting point of this challenge has faults.');
    const { SimulatorClient: Client } = await import('../../engines/simulator/client.ts');
    this.#simulator ??= new Client(1);
    return this.#simulator.run(parsed.value);
  };
}
