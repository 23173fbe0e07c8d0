/**
 * npm run bench -- builder-run [--seconds N] [--json]: a run of 200 components and 300 connections, watched in the real Chromium on the built site in dist
 * (or SLIPWAY_OUT): pictures per second, the time between two of them, and long tasks, at the speeds at which dots move, at which bands are drawn, and at
 * full speed. Measures only.
 */
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../../../test/chromium.mjs';
import { openBuilder } from './builder-run/open-builder.ts';
import { compressedServer } from './compressed-server.ts';

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: { seconds: { type: 'string', default: '8' }, json: { type: 'boolean', default: false } },
});
const seconds = Number(options.seconds);
const folder = process.env.SLIPWAY_OUT ?? 'dist';
const speeds = ['Real time', '10 s per second', '60 s per second', 'As fast as possible'];

interface Watched {
  readonly speed: string;
  readonly picturesPerSecond: number;
  /** Between two pictures, in milliseconds. */
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly worstMs: number;
  readonly longTasksMs: readonly number[];
  readonly simulatedSeconds: number;
}

/** Counts the pictures for a time, with the diagram in view. */
function watch(page: Page): Promise<Omit<Watched, 'speed' | 'simulatedSeconds'>> {
  return page.evaluate(async (lasting) => {
    const gaps: number[] = [];
    const longTasksMs: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasksMs.push(Math.round(duration));
    });
    observer.observe({ type: 'longtask' });
    await new Promise<void>((resolve) => {
      let before = performance.now();
      const endsAt = before + lasting * 1000;
      requestAnimationFrame(function picture(now) {
        gaps.push(now - before);
        before = now;
        if (now < endsAt) requestAnimationFrame(picture);
        else resolve();
      });
    });
    observer.disconnect();
    gaps.sort((a, b) => a - b);
    const at = (share: number) => gaps[Math.min(gaps.length - 1, Math.floor(share * gaps.length))]!;
    return {
      picturesPerSecond: gaps.length / lasting,
      medianMs: at(0.5),
      p95Ms: at(0.95),
      worstMs: gaps.at(-1)!,
      longTasksMs,
    };
  }, seconds);
}

const server = await compressedServer(folder);
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
const rows: Watched[] = [];
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' });
  await openBuilder(page, address);
  const moment = async () =>
    Number.parseFloat((await page.locator('.timeline output').innerText()).replaceAll(/[\s ]/g, ''));
  await page.getByRole('button', { name: 'Watch it run' }).click();
  await page.locator('.timeline output').waitFor();
  await page.locator('.svelte-flow').scrollIntoViewIfNeeded();
  for (const speed of speeds) {
    await page.getByRole('combobox', { name: 'Speed' }).selectOption(speed);
    await page.locator('.svelte-flow').scrollIntoViewIfNeeded();
    await page.waitForTimeout(1000);
    const from = await moment();
    const seen = await watch(page);
    rows.push({ speed, ...seen, simulatedSeconds: (await moment()) - from });
  }
} finally {
  await browser.close();
  server.close();
}

if (options.json) console.log(JSON.stringify(rows, null, 2));
else {
  console.log(`200 components, 300 connections, ${seconds} s at each speed, software rendering`);
  for (const row of rows) {
    const long = row.longTasksMs.length === 0 ? 'no long task' : `long tasks ${row.longTasksMs.join(', ')} ms`;
    console.log(
      `  ${row.speed.padEnd(20)} ${row.picturesPerSecond.toFixed(1).padStart(5)} pictures/s, ${row.medianMs.toFixed(1)} ms apart, 95 of 100 within ${row.p95Ms.toFixed(1)} ms, worst ${row.worstMs.toFixed(1)} ms; ${long}; ${row.simulatedSeconds.toFixed(0)} s simulated`,
    );
  }
}
process.exit(0);
