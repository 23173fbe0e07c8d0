import { StepScheduler, type WaitingLine } from './step-scheduler.ts';

/**
 * Request-level batching, what iteration-level scheduling replaced (Yu et al., Orca, OSDI 2022): a batch is formed from what waits when the replica is
 * free, prefills together in one step and decodes until its longest answer is done. Nobody joins on the way, a sequence that is done keeps its place
 * and its share of the work, and all answers leave together. Blocks are reserved for the longest context of each from the start.
 */
export class StaticScheduler extends StepScheduler {
  override get admittedCount(): number {
    return this.running.count;
  }

  override planStep(line: WaitingLine): void {
    this.clearPlan();
    const { running, sequences } = this;
    if (running.count === 0) this.#formBatch(line);
    else this.decodeSequences = running.count;
    this.batchSize = running.count;
    for (let place = 0; place < running.count; place++)
      this.contextTokens += sequences.computedTokens[running.values[place]!]!;
  }

  override completeStep(): void {
    const { running, emitted, finished } = this;
    const { promptTokens, generatedTokens, outputTokens, computedTokens } = this.sequences;
    emitted.count = 0;
    finished.count = 0;
    let unfinished = 0;
    for (let place = 0; place < running.count; place++) {
      const request = running.values[place]!;
      if (generatedTokens[request] === outputTokens[request]) continue;
      computedTokens[request] = promptTokens[request]! + generatedTokens[request]!;
      generatedTokens[request]!++;
      emitted.push(request);
      if (generatedTokens[request] !== outputTokens[request]) unfinished++;
    }
    if (unfinished === 0) this.#answerAll();
  }

  #formBatch(line: WaitingLine): void {
    const { sequences, running } = this;
    while (line.head >= 0 && running.count < this.limits.maxNumSeqs) {
      const request = line.head;
      if (!this.reserve(request, sequences.longestContext(request))) return;
      line.takeHead();
      this.started.push(request);
      running.push(request);
      this.prefillTokens += sequences.promptTokens[request]!;
    }
  }

  #answerAll(): void {
    const { running, finished } = this;
    for (let place = 0; place < running.count; place++) {
      const request = running.values[place]!;
      this.free(request);
      finished.push(request);
    }
    running.count = 0;
  }
}
