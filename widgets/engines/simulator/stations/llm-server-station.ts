import type { LlmServerSettings } from '../components/llm-server.ts';
import { defineEvent, RANK } from '../event.ts';
import type { FaultTarget } from '../faults/fault-target.ts';
import { drop, passOn } from '../flow.ts';
import { ContinuousScheduler } from '../llm/continuous-scheduler.ts';
import { IntList } from '../llm/int-list.ts';
import { PooledLine } from '../llm/pooled-line.ts';
import { Sequences } from '../llm/sequences.ts';
import { StaticScheduler } from '../llm/static-scheduler.ts';
import type { StepScheduler } from '../llm/step-scheduler.ts';
import { stepSeconds, type StepTime } from '../llm/step-time.ts';
import { createTokenLaw } from '../llm/tokens/schema.ts';
import type { TokenLaw } from '../llm/tokens/token-law.ts';
import { variantStepTime } from '../llm/variant-step-time.ts';
import type { Model } from '../model.ts';
import { findVariant } from '../model-variants/schema.ts';
import type { RandomStream } from '../random.ts';
import { snapAfter } from '../snap.ts';
import { type BuildContext, Station, type StationReport } from '../station.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { LlmStatistics } from './llm-statistics.ts';
import { LoadTree } from './load-tree.ts';
import { ServiceFailure } from './service-failure.ts';

const stepEnd = defineEvent('stepEnd', RANK.completion, (model, station, replica) =>
  (model.stations[station] as LlmServerStation).endStep(model, replica),
);

/** What is known of a replica that is down, and what its load looks like once that is known: above all others, below `NO_LOAD`. */
const UNNOTICED = 1;
const NOTICED = 2;
const LOAD_OF_DOWN = 2 ** 30;

/**
 * Replicas of a language model that work in steps: a replica with something to do is always in a step, and its scheduler plans the next one when the
 * step ends. A request counts as waiting until a step serves it for the first time; one that is preempted afterwards stays in service.
 */
export class LlmServerStation extends Station implements FaultTarget {
  override readonly serverCount: number;
  override readonly replicaCount: number;
  readonly #instance: string;
  readonly #queueCapacity: number;
  readonly #isShared: boolean;
  readonly #time: StepTime;
  readonly #promptLaw: TokenLaw;
  readonly #promptStream: RandomStream;
  readonly #outputLaw: TokenLaw;
  readonly #outputStream: RandomStream;
  readonly #sequences = new Sequences();
  readonly #schedulers: readonly StepScheduler[];
  readonly #tokens: LlmStatistics;
  readonly #failure: ServiceFailure | undefined;
  readonly #durationSeconds: number;
  /** By replica: where its requests wait; all the same line when it is shared. Made when the pool is known. */
  #lines: readonly PooledLine[] = [];
  /** Requests at each replica, waiting and in service, where lines are not shared. */
  readonly #loads: LoadTree | undefined;
  /** Replicas without work, the one that fell idle last on top; kept where the line is shared. */
  readonly #idle: Int32Array;
  #idleCount: number;
  readonly #isIdle: Uint8Array;
  /** By replica: the end of its step, and 1 while it is down. */
  readonly #stepEvents: Float64Array;
  readonly #isDown: Uint8Array;

  constructor(settings: LlmServerSettings, context: BuildContext) {
    super(settings, context);
    const { replicas } = settings;
    this.serverCount = replicas;
    this.replicaCount = replicas;
    this.#instance = settings.instance;
    this.#queueCapacity = settings.queueCapacity ?? Infinity;
    this.#isShared = settings.queues === 'shared';
    this.#time = variantStepTime(settings.stepTime, findVariant(settings.variant));
    this.#promptLaw = createTokenLaw(settings.promptTokens);
    this.#promptStream = context.stream('promptTokens');
    this.#outputLaw = createTokenLaw(settings.outputTokens);
    this.#outputStream = context.stream('outputTokens');
    const Scheduler = settings.schedulingMode === 'static' ? StaticScheduler : ContinuousScheduler;
    const limits = { ...settings, isPrefillChunked: settings.prefill === 'chunked' };
    this.#schedulers = Array.from({ length: replicas }, () => new Scheduler(limits, this.#sequences));
    this.#tokens = new LlmStatistics(context.warmUpSeconds, context.durationSeconds, settings.kvBlocks * replicas);
    this.#failure = ServiceFailure.of(settings.failureProbability, context);
    this.#durationSeconds = context.durationSeconds;
    this.#loads = this.#isShared ? undefined : new LoadTree(replicas);
    this.#idle = Int32Array.from({ length: replicas }, (_, i) => replicas - 1 - i);
    this.#idleCount = replicas;
    this.#isIdle = new Uint8Array(replicas).fill(1);
    this.#stepEvents = new Float64Array(replicas);
    this.#isDown = new Uint8Array(replicas);
  }

  override start(model: Model): void {
    const shared = new PooledLine(model.requests);
    this.#lines = this.#schedulers.map(() => (this.#isShared ? shared : new PooledLine(model.requests)));
  }

  override get hasDraws(): boolean {
    return true;
  }

  override drawFor(request: number): void {
    super.drawFor(request);
    const promptTokens = this.#promptLaw.draw(this.#promptStream);
    this.#sequences.begin(request, promptTokens, this.#outputLaw.draw(this.#outputStream));
  }

  override inheritDraws(parent: number, attempt: number): void {
    super.inheritDraws(parent, attempt);
    const { promptTokens, outputTokens } = this.#sequences;
    this.#sequences.begin(attempt, promptTokens[parent]!, outputTokens[parent]!);
  }

  override redrawFor(attempt: number, stream: RandomStream): void {
    super.redrawFor(attempt, stream);
    const promptTokens = this.#promptLaw.draw(stream);
    this.#sequences.begin(attempt, promptTokens, this.#outputLaw.draw(stream));
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    this.#sequences.grow(capacity);
    this.#tokens.grow(capacity);
  }

  admit(model: Model, request: number): void {
    const { requests, now } = model;
    this.statistics.arrived(now);
    requests.enqueuedAt[request] = now;
    const replica = this.#loads ? this.#loads.least : this.#idleReplica();
    if (this.#isDown[replica] === UNNOTICED && !this.#isShared) {
      this.#fail(model, request);
      return;
    }
    const line = this.#lines[replica]!;
    const mustWait = this.#isIdle[replica] === 0;
    // vLLM refuses a request longer than its longest context, which is at most what the cache holds.
    if (!this.#schedulers[replica]!.canEverServe(request) || (mustWait && line.count >= this.#queueCapacity)) {
      drop(model, this, request, DROP.rejected);
      return;
    }
    line.push(request);
    this.#loads?.change(replica, 1);
    this.statistics.entered(now);
    if (mustWait) return;
    this.#isIdle[replica] = 0;
    if (this.#isShared) this.#idleCount--;
    this.#startStep(model, replica);
  }

  endStep(model: Model, replica: number): void {
    const { requests, now } = model;
    const scheduler = this.#schedulers[replica]!;
    const blocksBefore = scheduler.usedBlocks;
    scheduler.completeStep();
    if (scheduler.finished.count > 0) this.#loads?.change(replica, -scheduler.finished.count);
    this.#tokens.blocksChanged(now, scheduler.usedBlocks - blocksBefore);
    this.statistics.serverFreed(now);
    const { generatedTokens, outputTokens } = this.#sequences;
    for (let i = 0; i < scheduler.emitted.count; i++) {
      const request = scheduler.emitted.values[i]!;
      if (generatedTokens[request] === 1) this.#tokens.firstToken(now, request, requests.enqueuedAt[request]!);
      else this.#tokens.laterToken(now, request);
    }
    for (let i = 0; i < scheduler.finished.count; i++) {
      const request = scheduler.finished.values[i]!;
      const enqueuedAt = requests.enqueuedAt[request]!;
      if (this.#failure?.happens()) {
        this.statistics.brokenOff(now);
        this.#fail(model, request);
        continue;
      }
      this.#tokens.answered(request, outputTokens[request]!, enqueuedAt);
      this.statistics.left(now, enqueuedAt);
      model.signals.left(model, this, request);
      passOn(model, this, request);
    }
    this.#startStep(model, replica);
  }

  /** The replica is not marked idle; it becomes so when there is nothing to do. */
  #startStep(model: Model, replica: number): void {
    const { requests, now } = model;
    const scheduler = this.#schedulers[replica]!;
    const blocksBefore = scheduler.usedBlocks;
    scheduler.planStep(this.#lines[replica]!);
    if (scheduler.batchSize === 0) {
      this.#isIdle[replica] = 1;
      if (this.#isShared) this.#idle[this.#idleCount++] = replica;
      return;
    }
    this.#tokens.blocksChanged(now, scheduler.usedBlocks - blocksBefore);
    this.#tokens.stepStarted(now, scheduler.prefillTokens, scheduler.preemptedCount);
    for (let i = 0; i < scheduler.started.count; i++) {
      const request = scheduler.started.values[i]!;
      this.statistics.started(now, requests.enqueuedAt[request]!);
      model.signals.started(model, this, request);
    }
    this.statistics.batchStarted(now, scheduler.batchSize);
    const endsAt = snapAfter(now, stepSeconds(this.#time, scheduler));
    this.#stepEvents[replica] = model.schedule(stepEnd, endsAt, this.index, replica);
  }

  get faultUnits(): number {
    return this.replicaCount;
  }

  /** Its cache is gone, and with it every sequence that it has taken; where it has a line of its own, that too. */
  fail(model: Model, replica: number): void {
    const { now } = model;
    const scheduler = this.#schedulers[replica]!;
    const lost = new IntList();
    this.#isDown[replica] = UNNOTICED;
    if (this.#isIdle[replica] === 1) this.#takeOffIdle(replica);
    else if (scheduler.batchSize > 0) {
      model.cancel(this.#stepEvents[replica]!);
      this.statistics.serverFreed(now);
    }
    const blocksBefore = scheduler.usedBlocks;
    scheduler.loseAll(lost);
    this.#tokens.blocksChanged(now, scheduler.usedBlocks - blocksBefore);
    for (let i = 0; i < lost.count; i++) this.statistics.brokenOff(now);
    if (!this.#isShared) this.#emptyLine(model, replica, lost);
    this.#loads?.change(replica, -lost.count);
    for (let i = 0; i < lost.count; i++) this.#fail(model, lost.values[i]!);
  }

  /** Others come first from now on; when all are down, requests wait for the one with the fewest. */
  detect(_model: Model, replica: number): void {
    this.#isDown[replica] = NOTICED;
    this.#loads?.change(replica, LOAD_OF_DOWN);
  }

  restore(model: Model, replica: number): void {
    if (this.#isDown[replica] === NOTICED) this.#loads?.change(replica, -LOAD_OF_DOWN);
    this.#isDown[replica] = 0;
    this.#startStep(model, replica);
  }

  failWaiting(model: Model): void {
    const lost = new IntList();
    if (this.#isShared) this.#emptyLine(model, 0, lost);
    for (let i = 0; i < lost.count; i++) this.#fail(model, lost.values[i]!);
  }

  #emptyLine({ now }: Model, replica: number, lost: IntList): void {
    const line = this.#lines[replica]!;
    for (let request = line.head; request >= 0; request = line.head) {
      line.takeHead();
      this.statistics.leftQueue(now);
      lost.push(request);
    }
  }

  /** A replica that is down is not idle: what comes waits, or goes to another. */
  #takeOffIdle(replica: number): void {
    this.#isIdle[replica] = 0;
    if (!this.#isShared) return;
    const place = this.#idle.indexOf(replica);
    this.#idle.copyWithin(place, place + 1, this.#idleCount--);
  }

  /** The request is nowhere any more, and is answered with an error. */
  #fail(model: Model, request: number): void {
    this.#failure!.count(model.requests.enqueuedAt[request]!);
    drop(model, this, request, DROP.failed);
  }

  /** An idle replica, or the first one, whose line all share. */
  #idleReplica(): number {
    return this.#idleCount > 0 ? this.#idle[this.#idleCount - 1]! : 0;
  }

  /** Replicas are paid for whether busy or not. */
  override report(measuredSeconds: number): StationReport {
    const seconds = this.replicaCount * measuredSeconds;
    const { busyArea } = this.statistics;
    return {
      usage: { type: 'instance', instance: this.#instance, seconds, busySeconds: busyArea },
      figures: [...this.#tokens.figures(this.#durationSeconds, measuredSeconds), ...(this.#failure?.figures ?? [])],
    };
  }
}
