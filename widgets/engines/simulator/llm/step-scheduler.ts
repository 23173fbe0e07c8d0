import { IntList } from './int-list.ts';
import type { Sequences } from './sequences.ts';

/** Requests that wait to be served for the first time, in order of arrival. */
export interface WaitingLine {
  /** The first of them, or −1. */
  readonly head: number;
  takeHead(): void;
}

export interface SchedulerLimits {
  /** Most sequences in service at once. */
  readonly maxNumSeqs: number;
  /** Most tokens in one step. */
  readonly maxNumBatchedTokens: number;
  readonly kvBlocks: number;
  readonly blockTokens: number;
  readonly isPrefillChunked: boolean;
}

/**
 * Decides for one replica what each step computes. `planStep` fills in the plan of the next step, `completeStep` its outcome; both are overwritten
 * by the next step. Pure bookkeeping over typed arrays: it knows no time. The two ways of scheduling extend it.
 */
export abstract class StepScheduler {
  /** The step's work, from which its time follows. */
  prefillTokens = 0;
  decodeSequences = 0;
  /** Tokens in the cache that the step's sequences look back on. */
  contextTokens = 0;
  /** Sequences in the step; 0 when there is nothing to do. */
  batchSize = 0;
  /** Sequences put back in this step because a block could not be had. */
  preemptedCount = 0;
  /** Requests that this step serves for the first time. */
  readonly started = new IntList();
  /** Requests that got a token from the completed step, and those answered by it. */
  readonly emitted = new IntList();
  readonly finished = new IntList();
  usedBlocks = 0;
  /** Sequences in service, in the order in which they were admitted. */
  protected readonly running = new IntList();
  protected readonly limits: SchedulerLimits;
  protected readonly sequences: Sequences;

  constructor(limits: SchedulerLimits, sequences: Sequences) {
    this.limits = limits;
    this.sequences = sequences;
  }

  /** Plans the next step, taking requests from the line where there is room. */
  abstract planStep(line: WaitingLine): void;

  /** The step is done: tokens are there, sequences with their last one leave. */
  abstract completeStep(): void;

  /** Sequences that this replica has taken and not answered, preempted ones included. */
  abstract get admittedCount(): number;

  /** False for a request whose context would never fit into the cache: it has to be refused. */
  canEverServe(request: number): boolean {
    return this.blocksFor(this.sequences.longestContext(request)) <= this.limits.kvBlocks;
  }

  /** The replica is down: all that it has taken is gone, into `lost`. */
  loseAll(lost: IntList): void {
    while (this.running.count > 0) {
      const request = this.running.pop();
      this.free(request);
      lost.push(request);
    }
    this.clearPlan();
  }

  protected blocksFor(tokens: number): number {
    return Math.ceil(tokens / this.limits.blockTokens);
  }

  protected clearPlan(): void {
    this.prefillTokens = 0;
    this.decodeSequences = 0;
    this.contextTokens = 0;
    this.batchSize = 0;
    this.preemptedCount = 0;
    this.started.count = 0;
  }

  /** Reserves the blocks that `tokens` in the cache need; false, and nothing changed, when they are not free. */
  protected reserve(request: number, tokens: number): boolean {
    const needed = this.blocksFor(tokens) - this.sequences.heldBlocks[request]!;
    if (this.usedBlocks + needed > this.limits.kvBlocks) return false;
    this.sequences.heldBlocks[request]! += needed;
    this.usedBlocks += needed;
    return true;
  }

  protected free(request: number): void {
    this.usedBlocks -= this.sequences.heldBlocks[request]!;
    this.sequences.heldBlocks[request] = 0;
  }

  /** Counts a sequence that computes `tokens` into the step. */
  protected addToStep(request: number, tokens: number): void {
    const { generatedTokens, computedTokens } = this.sequences;
    const isDecode = tokens === 1 && generatedTokens[request]! > 0 && this.sequences.pendingTokens(request) === 1;
    if (isDecode) this.decodeSequences++;
    else this.prefillTokens += tokens;
    this.contextTokens += computedTokens[request]!;
    this.batchSize++;
  }
}
