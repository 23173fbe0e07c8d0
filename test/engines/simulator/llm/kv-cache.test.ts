import { expect, test } from 'vitest';
import {
  decodeFloorSeconds,
  kvBlocksIn,
  kvBytesPerToken,
  maximumConcurrent,
} from '../../../../widgets/engines/simulator/llm/kv-cache.ts';

test('kvBytesPerToken is 2 · layers · KV heads · head size · bytes', () => {
  // Llama-2-7B: 32 layers, 32 heads of 128, FP16: half a mebibyte. Llama-2-70B has eight KV heads.
  expect(kvBytesPerToken({ layers: 32, kvHeads: 32, headDim: 128, bytes: 2 })).toBe(524_288);
  expect(kvBytesPerToken({ layers: 80, kvHeads: 8, headDim: 128, bytes: 2 })).toBe(327_680);
});

test('kvBlocksIn is what 0.9 of the memory leaves beside the weights, and 0 when they do not fit', () => {
  const accelerator = { memoryBytes: 80e9, usableShare: 0.9, bytesPerToken: 524_288, blockTokens: 16 };
  expect(kvBlocksIn({ ...accelerator, weightBytes: 14e9 })).toBe(Math.floor(58e9 / 8_388_608));
  expect(kvBlocksIn({ ...accelerator, weightBytes: 140e9 })).toBe(0);
});

test('maximumConcurrent is blocks · 16 / mean context', () => {
  expect(maximumConcurrent(200, 16, 160)).toBe(20);
});

test('decodeFloorSeconds of 14 GB of weights at 3 TB/s is about 5 ms', () => {
  expect(decodeFloorSeconds(14e9, 3e12)).toBeCloseTo(0.005, 3);
});
