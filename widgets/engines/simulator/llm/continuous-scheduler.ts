import { IntList } from './int-list.ts';
import { StepScheduler, type WaitingLine } from './step-scheduler.ts';

/**
 * Iteration-level scheduling as vLLM V1 does it (vllm/v1/core/sched/scheduler.py, `schedule`; docs/configuration/optimization.md). Each step first
 * goes through the running sequences in the order of admission: one token for each that decodes, the rest of a prompt for one that prefills, as far
 * as the token budget reaches. When a block cannot be had, the last of the running is put back to be recomputed from its first token, until there is
 * room; in such a step nobody is admitted. Otherwise waiting requests are admitted, those put back first, while budget, places and blocks last; the
 * last prompt may be cut to the rest of the budget (chunked prefill). Decodes come first because whoever prefills was admitted later.
 */
export class ContinuousScheduler extends StepScheduler {
  /** By place among the running: tokens in this step, 0 for those that the budget did not reach. */
  readonly #tokens = new IntList();
  /** Put back, the last one on top: it arrived first of them and is served first again. */
  readonly #preempted = new IntList();

  override get admittedCount(): number {
    return this.running.count + this.#preempted.count;
  }

  override loseAll(lost: IntList): void {
    super.loseAll(lost);
    while (this.#preempted.count > 0) lost.push(this.#preempted.pop());
  }

  override planStep(line: WaitingLine): void {
    this.clearPlan();
    this.#tokens.count = 0;
    const budget = this.#planRunning();
    if (this.preemptedCount === 0) this.#admit(line, budget);
  }

  override completeStep(): void {
    const { sequences, emitted, finished } = this;
    const running = this.running.values;
    const tokens = this.#tokens.values;
    const { generatedTokens, computedTokens, outputTokens } = sequences;
    emitted.count = 0;
    finished.count = 0;
    let kept = 0;
    for (let place = 0; place < this.running.count; place++) {
      const request = running[place]!;
      computedTokens[request]! += tokens[place]!;
      const isEmitting = tokens[place]! > 0 && sequences.pendingTokens(request) === 0;
      if (isEmitting) {
        emitted.push(request);
        generatedTokens[request]!++;
      }
      if (isEmitting && generatedTokens[request] === outputTokens[request]) {
        this.free(request);
        finished.push(request);
      } else running[kept++] = request;
    }
    this.running.count = kept;
  }

  /** Gives what is left of the budget. */
  #planRunning(): number {
    const { running, sequences } = this;
    let budget = this.limits.maxNumBatchedTokens;
    let place = 0;
    while (place < running.count && budget > 0) {
      const request = running.values[place]!;
      const tokens = Math.min(sequences.pendingTokens(request), budget);
      while (place < running.count && !this.reserve(request, sequences.computedTokens[request]! + tokens))
        this.#putBackLast();
      if (place === running.count) break;
      this.#tokens.push(tokens);
      this.addToStep(request, tokens);
      budget -= tokens;
      place++;
    }
    for (; place < running.count; place++) this.#tokens.push(0);
    return budget;
  }

  #putBackLast(): void {
    const request = this.running.pop();
    this.free(request);
    this.sequences.computedTokens[request] = 0;
    this.#preempted.push(request);
    this.preemptedCount++;
  }

  #admit(line: WaitingLine, budgetLeft: number): void {
    const { limits, sequences, running } = this;
    const preempted = this.#preempted;
    let budget = budgetLeft;
    while (budget > 0 && running.count < limits.maxNumSeqs) {
      const isResumed = preempted.count > 0;
      const request = isResumed ? preempted.values[preempted.count - 1]! : line.head;
      if (request < 0) return;
      const pending = sequences.pendingTokens(request);
      const tokens = limits.isPrefillChunked ? Math.min(pending, budget) : pending;
      // Uncut, a prompt longer than the whole budget goes when no other prompt is in the step: vLLM then wants a budget as long as the longest.
      if (tokens > budget && this.prefillTokens > 0) return;
      if (!this.reserve(request, tokens)) return;
      if (isResumed) preempted.pop();
      else {
        line.takeHead();
        this.started.push(request);
      }
      running.push(request);
      this.#tokens.push(tokens);
      this.addToStep(request, tokens);
      budget -= tokens;
    }
  }
}
