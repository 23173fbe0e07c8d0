/**
 * npm run bench -- dashboard [--moves N] [--json]: the dashboard's default comparison in the real Chromium, on the built site in dist (or SLIPWAY_OUT): from
 * a slider's input event until the frame after the new figures are drawn, with the comparison at rest and in the middle of a drag; how many requests
 * the first new figures stand for; and the longest tasks of the page's thread meanwhile. Measures only.
 */
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../../../test/chromium.mjs';
import { compressedServer } from './compressed-server.ts';

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: { moves: { type: 'string', default: '30' }, json: { type: 'boolean', default: false } },
});
const folder = process.env.SLIPWAY_OUT ?? 'dist';
const lesson = '/lessons/ai-builder-ch4-lesson1/';
/** Between two moves: long enough for all replications, and as a hand moves. */
const pauses = { 'at rest': 1500, 'in a drag': 120 } as const;
/** The slider starts at 5 per second; each of the two has four rates of its own, so that every move changes something. */
const leastRates = { 'at rest': 6, 'in a drag': 10 } as const;

interface Moved {
  /** From the input event to the frame after the new figures. */
  readonly ms: readonly number[];
  /** Requests behind the first new figures of each move, the warm-up left out. */
  readonly requests: readonly number[];
  readonly longTasksMs: readonly number[];
}

/** Moves the slider of the rate to and fro, and watches the table of all figures. */
function moveSlider(page: Page, pauseMs: number, leastRate: number): Promise<Moved> {
  return page.evaluate(
    async ([moves, pause, least]) => {
      const table = document.querySelector('.figures .every table.data')!;
      const slider = [...document.querySelectorAll<HTMLInputElement>('input[type=range]')].find((one) =>
        one.labels?.[0]?.textContent?.includes('Passengers to score'),
      )!;
      const longTasksMs: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longTasksMs.push(Math.round(duration));
      });
      observer.observe({ type: 'longtask' });
      const drawn = () =>
        new Promise<void>((resolve) =>
          requestAnimationFrame(() => {
            // A message that is sent in the frame's callback arrives when the frame has been drawn.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve();
            port2.postMessage(0);
          }),
        );
      const offered = () => {
        const chips = [...table.querySelectorAll('tbody .chip')].map((one) => one.textContent ?? '');
        const replications = chips.map((text) => Number(/(\d+) replications? of/.exec(text)?.[1] ?? 0));
        // Each is offered its rate for 1800 s after the warm-up.
        return replications.reduce((sum, count) => sum + count, 0) * slider.valueAsNumber * 1800;
      };
      const ms: number[] = [];
      const requests: number[] = [];
      for (let move = 0; move < moves; move++) {
        const changed = new Promise<void>((resolve, reject) => {
          setTimeout(() => reject(new Error('No new figures came within 20 s of a move.')), 20_000);
          // The rows of the new plan: throughput is that of the new rate.
          const look = () => {
            const rates = [...table.querySelectorAll('tbody tr')].map((row) =>
              Number.parseFloat(row.children[7]?.textContent ?? ''),
            );
            if (!rates.every((rate) => Math.abs(rate - slider.valueAsNumber) < 0.3)) return;
            watcher.disconnect();
            requests.push(offered());
            resolve();
          };
          const watcher = new MutationObserver(look);
          watcher.observe(table, { subtree: true, childList: true, characterData: true });
        });
        const from = performance.now();
        slider.value = String(least + ((move * 3) % 4));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        await changed;
        await drawn();
        ms.push(performance.now() - from);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
      observer.disconnect();
      return { ms, requests, longTasksMs };
    },
    [Number(options.moves), pauseMs, leastRate] as const,
  );
}

const server = await compressedServer(folder);
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
const found: Record<string, Moved> = {};
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${lesson}`);
  await page
    .getByRole('heading', { name: 'Nine deployments of one model' })
    .or(page.getByText('Latency and cost dashboard'))
    .first()
    .scrollIntoViewIfNeeded();
  await page.locator('.figures .every table.data').waitFor({ timeout: 60_000 });
  await page.locator('.figures .every table.data').scrollIntoViewIfNeeded();
  await page.waitForTimeout(3000);
  for (const name of ['at rest', 'in a drag'] as const)
    found[name] = await moveSlider(page, pauses[name], leastRates[name]);
} finally {
  await browser.close();
  server.close();
}

const at = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))]!;
if (options.json) console.log(JSON.stringify(found, null, 2));
else {
  console.log(
    `default comparison of the dashboard, ${options.moves} moves each, from the input event to the frame after the new figures`,
  );
  for (const [name, { ms, requests, longTasksMs }] of Object.entries(found)) {
    const long = longTasksMs.length === 0 ? 'no task over 50 ms' : `tasks over 50 ms: ${longTasksMs.join(', ')} ms`;
    console.log(
      `  ${name.padEnd(10)} median ${at(ms, 0.5).toFixed(0)} ms, 95 of 100 within ${at(ms, 0.95).toFixed(0)} ms, worst ${Math.max(...ms).toFixed(0)} ms; at least ${Math.min(...requests)} requests; ${long}`,
    );
  }
}
process.exit(0);
