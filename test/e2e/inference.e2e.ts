import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { type MeasuringPage, openMeasuringPage } from '../../src/tools/bench/inference/measuring-page.ts';
import { rendererMemoryBytes } from '../../src/tools/bench/inference/renderer-memory.ts';
import type { ModelManifest } from '../../widgets/engines/inference/manifest.ts';

// The inference client in a page of its own, built as the site is: what needs headers or a look at the browser from outside.
const manifest: ModelManifest = JSON.parse(
  readFileSync(new URL('../../public/models/titanic-mlp.json', import.meta.url), 'utf8'),
);
const source = { url: `/models/${manifest.file}`, sha256: manifest.sha256, bytes: manifest.bytes };
const row = manifest.examples[0]!.features;

async function withPage<T>(isIsolated: boolean, use: (measuring: MeasuringPage) => Promise<T>): Promise<T> {
  const measuring = await openMeasuringPage({ isIsolated });
  try {
    return await use(measuring);
  } finally {
    await measuring.close();
  }
}

test('20 loads and unloads of a model leave no growth in the memory of the page', async () => {
  test.setTimeout(180_000);
  await withPage(false, async ({ page }) => {
    const load = async (times: number) => {
      await page.evaluate(
        async ({ source, row, times }) => {
          const client = measuring.newClient();
          for (let time = 0; time < times; time++) {
            await client.load(source);
            await client.predict([row]);
            client.end();
          }
        },
        { source, row, times },
      );
      // Chromium gives the memory of an ended worker back in its own time; asked for it, at once.
      const session = await page.context().newCDPSession(page);
      await session.send('HeapProfiler.collectGarbage');
      await session.detach();
      await page.waitForTimeout(1500);
      return rendererMemoryBytes();
    };
    // The first loads fill caches of the engine, which stay.
    const before = await load(5);
    const after = await load(20);
    // Only Linux tells what a process holds; elsewhere it is enough that all the loads succeed.
    if (before === null || after === null) return;
    // One load holds the runtime's 14 MB, its compiled code and its heap of at least 16 MB: leaving one behind in ten would show as 60 MB.
    expect((after - before) / 1e6).toBeLessThan(40);
  });
});

test('threads are given where the page is isolated, and one where it is not', async () => {
  const ask = { ...source, threads: 2 };
  const loadThere = ({ page }: MeasuringPage) =>
    page.evaluate(
      async ({ ask, row }) => {
        const client = measuring.newClient();
        const report = await client.load(ask);
        const [probability] = await client.predict([row]);
        client.end();
        return { threads: report.threads, isIsolated: crossOriginIsolated, probability: probability! };
      },
      { ask, row },
    );
  const isolated = await withPage(true, loadThere);
  const plain = await withPage(false, loadThere);
  expect(isolated).toMatchObject({ threads: 2, isIsolated: true });
  expect(plain).toMatchObject({ threads: 1, isIsolated: false });
  // Threads share the rows of a product, and each sum is made in the same order.
  expect(Math.abs(isolated.probability - plain.probability)).toBeLessThan(1e-6);
});
