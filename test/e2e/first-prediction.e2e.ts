import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import runtime from '../../src/tools/bench/first-prediction/compressed-runtime.json' with { type: 'json' };
import { askFirstModel, labLesson, openLab } from '../../src/tools/bench/first-prediction/ask-model.ts';

test('a first prediction with an empty cache asks for runtime and model once each, 2.7 MB compressed and the model', async ({
  page,
}) => {
  await openLab(page, labLesson);
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(new URL(request.url()).pathname));
  await askFirstModel(page);
  expect(asked.filter((path) => path.endsWith('.onnx'))).toHaveLength(1);
  expect(asked.filter((path) => path.endsWith('.wasm'))).toHaveLength(1);
  expect(asked.filter((path, index) => asked.indexOf(path) !== index)).toEqual([]);
  const sizes = asked
    .filter((path) => !path.endsWith('.onnx'))
    .map((path) => {
      const body = readFileSync(join('dist', path));
      if (!path.endsWith('.wasm')) return brotliCompressSync(body).length;
      // Brotli 11 takes a minute for the runtime, so its size is kept with its digest; `npm run bench -- first-prediction --brotli` finds it anew.
      expect(createHash('sha256').update(body).digest('hex')).toBe(runtime.sha256);
      return runtime.brotli11Bytes;
    });
  expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(2_700_000);
});
