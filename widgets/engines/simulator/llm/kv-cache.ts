/** The shape of a transformer's attention, as its configuration file gives it. */
export interface AttentionShape {
  readonly layers: number;
  /** Heads that keep keys and values; fewer than the attention heads with grouped queries. */
  readonly kvHeads: number;
  readonly headDim: number;
  /** Bytes of one number: 2 for FP16, 1 for FP8. */
  readonly bytes: number;
}

/** Bytes that the keys and values of one token take: 2 · layers · kvHeads · headDim · bytes (Kwon and others, SOSP 2023, section 3). */
export function kvBytesPerToken({ layers, kvHeads, headDim, bytes }: AttentionShape): number {
  return 2 * layers * kvHeads * headDim * bytes;
}

/**
 * Blocks of the cache on an accelerator: what is left of its usable memory beside the weights. vLLM uses 0.9 of the memory by default
 * (gpu_memory_utilization in vllm/config/cache.py; 0.92 in versions of 2026). 0 when the weights do not fit.
 */
export function kvBlocksIn(memory: {
  readonly memoryBytes: number;
  readonly usableShare: number;
  readonly weightBytes: number;
  readonly bytesPerToken: number;
  readonly blockTokens: number;
}): number {
  const free = memory.memoryBytes * memory.usableShare - memory.weightBytes;
  return Math.max(0, Math.floor(free / (memory.bytesPerToken * memory.blockTokens)));
}

/** Sequences that fit at once when each holds `meanContextTokens`: blocks · tokens per block / mean context (paging: Kwon and others, SOSP 2023). */
export function maximumConcurrent(blocks: number, blockTokens: number, meanContextTokens: number): number {
  return (blocks * blockTokens) / meanContextTokens;
}

/**
 * Seconds that a decode step cannot go below: every weight is read once per step, so weight bytes / memory bandwidth. A 7B model in FP16, 14 GB,
 * at 3 TB/s: about 5 ms (Pope and others, Efficiently Scaling Transformer Inference, MLSys 2023).
 */
export function decodeFloorSeconds(weightBytes: number, bandwidthBytesPerSecond: number): number {
  return weightBytes / bandwidthBytesPerSecond;
}
