import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runtimeBytes } from '../../../widgets/engines/inference/runtime-size.ts';

describe('runtimeBytes', () => {
  it('is the size of the installed runtime, exactly and compressed to within 2 %', () => {
    const wasm = readFileSync('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm');
    expect(runtimeBytes.raw).toBe(wasm.length);
    expect(Math.abs(gzipSync(wasm).length / runtimeBytes.compressed - 1)).toBeLessThan(0.02);
  });
});
