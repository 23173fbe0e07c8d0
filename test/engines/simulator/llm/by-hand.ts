import { ContinuousScheduler } from '../../../../widgets/engines/simulator/llm/continuous-scheduler.ts';
import { Sequences } from '../../../../widgets/engines/simulator/llm/sequences.ts';
import { StaticScheduler } from '../../../../widgets/engines/simulator/llm/static-scheduler.ts';
import type {
  SchedulerLimits,
  StepScheduler,
  WaitingLine,
} from '../../../../widgets/engines/simulator/llm/step-scheduler.ts';

/** A line of requests 0, 1, 2, … as an array. */
export class ArrayLine implements WaitingLine {
  readonly waiting: number[] = [];

  get head(): number {
    return this.waiting[0] ?? -1;
  }

  takeHead(): void {
    this.waiting.shift();
  }
}

const LIMITS: SchedulerLimits = {
  maxNumSeqs: 8,
  maxNumBatchedTokens: 10,
  kvBlocks: 100,
  blockTokens: 4,
  isPrefillChunked: true,
};

/** A scheduler fed by hand: requests are [prompt, output] tokens, all waiting from the start unless `join` adds them later. */
export class ByHand {
  readonly line = new ArrayLine();
  readonly sequences = new Sequences();
  readonly scheduler: StepScheduler;
  #joined = 0;

  constructor(limits: Partial<SchedulerLimits>, requests: readonly (readonly [number, number])[], isStatic = false) {
    const Scheduler = isStatic ? StaticScheduler : ContinuousScheduler;
    this.scheduler = new Scheduler({ ...LIMITS, ...limits }, this.sequences);
    this.sequences.grow(64);
    for (const [prompt, output] of requests) this.join(prompt, output);
  }

  join(prompt: number, output: number): void {
    this.sequences.begin(this.#joined, prompt, output);
    this.line.waiting.push(this.#joined++);
  }

  /** One step: `prefill+decode sequences/context blocks`, whom it served first, put back, gave a token, and answered. */
  step(): string {
    const { scheduler } = this;
    scheduler.planStep(this.line);
    const { prefillTokens, decodeSequences, contextTokens, usedBlocks, preemptedCount } = scheduler;
    const started = list(scheduler.started);
    scheduler.completeStep();
    const parts = [`${prefillTokens}+${decodeSequences} context ${contextTokens} blocks ${usedBlocks}`];
    if (started) parts.push(`starts ${started}`);
    if (preemptedCount > 0) parts.push(`puts back ${preemptedCount}`);
    if (scheduler.emitted.count > 0) parts.push(`tokens ${list(scheduler.emitted)}`);
    if (scheduler.finished.count > 0) parts.push(`answers ${list(scheduler.finished)}`);
    return parts.join('; ');
  }

  /** Steps until nothing is left to do. */
  run(): string[] {
    const steps: string[] = [];
    while (steps.length < 100) {
      const step = this.step();
      if (this.scheduler.batchSize === 0) break;
      steps.push(step);
    }
    return steps;
  }
}

function list({ values, count }: { values: Int32Array; count: number }): string {
  return [...values.subarray(0, count)].join(' ');
}
