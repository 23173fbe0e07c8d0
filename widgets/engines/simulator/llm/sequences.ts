/**
 * What a server knows of the sequences it generates, by request. A sequence has its prompt and the tokens generated so far; the keys and values of
 * the computed ones are in the cache, in blocks.
 */
export class Sequences {
  /** As drawn: beyond what fits into 32 bits a request is refused, but its draw is kept as it is. */
  promptTokens = new Float64Array(0);
  /** How many it will generate; drawn with the request and unknown to the scheduler until the last one is there. */
  outputTokens = new Float64Array(0);
  generatedTokens = new Int32Array(0);
  /** Tokens whose keys and values are in the cache. */
  computedTokens = new Int32Array(0);
  heldBlocks = new Int32Array(0);

  /** A request that has just come into being: nothing is computed. */
  begin(request: number, promptTokens: number, outputTokens: number): void {
    this.promptTokens[request] = promptTokens;
    this.outputTokens[request] = outputTokens;
    this.generatedTokens[request] = 0;
    this.computedTokens[request] = 0;
    this.heldBlocks[request] = 0;
  }

  /** Tokens to compute before the next one can be generated: 1 when it decodes, more when it prefills or is recomputed. */
  pendingTokens(request: number): number {
    return this.promptTokens[request]! + this.generatedTokens[request]! - this.computedTokens[request]!;
  }

  /** Most tokens it will ever hold in the cache: the last generated one is answered and never computed. */
  longestContext(request: number): number {
    return this.promptTokens[request]! + this.outputTokens[request]! - 1;
  }

  grow(capacity: number): void {
    this.promptTokens = copyInto(new Float64Array(capacity), this.promptTokens);
    this.outputTokens = copyInto(new Float64Array(capacity), this.outputTokens);
    this.generatedTokens = copyInto(new Int32Array(capacity), this.generatedTokens);
    this.computedTokens = copyInto(new Int32Array(capacity), this.computedTokens);
    this.heldBlocks = copyInto(new Int32Array(capacity), this.heldBlocks);
  }
}

function copyInto<Column extends { set(from: ArrayLike<number>): void }>(to: Column, from: ArrayLike<number>): Column {
  to.set(from);
  return to;
}
