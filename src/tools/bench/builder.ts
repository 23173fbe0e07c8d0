/**
 * npm run bench -- builder [--rounds N] [--json]: editing a pipeline of 200 components and 300 ways in the real Chromium, on the built site in dist (or
 * SLIPWAY_OUT): from the press of a button or a key to the next picture on the screen, median and 95th percentile of each action. Measures only.
 */
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../../../test/chromium.mjs';
import { openBuilder } from './builder-run/open-builder.ts';
import { compressedServer } from './compressed-server.ts';

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: { rounds: { type: 'string', default: '10' }, json: { type: 'boolean', default: false } },
});
const folder = process.env.SLIPWAY_OUT ?? 'dist';

/** What is pressed or typed, as a function of the page: it acts on the builder's controls and returns when it has. */
type Action = readonly [name: string, act: string];

const press = (text: string) => `button(${JSON.stringify(text)}).click()`;
/** One after the other, each round: every action leaves the pipeline so that the next can be done. */
const actions: readonly Action[] = [
  ['choose a component', `document.querySelectorAll('button.entry')[round * 7 + 3].click()`],
  ['rename it', `type('Name', 'renamed' + round)`],
  ['move it to another place', `type('Place', round % 2 === 0 ? 'elsewhere' : 'cloud')`],
  ['add a component after it', press('Add Gateway')],
  ['duplicate it', press('Duplicate')],
  ['undo', press('Undo')],
  ['redo', press('Redo')],
  ['choose another', `document.querySelectorAll('button.entry')[round * 5 + 11].click()`],
  ['remove it', `button('Remove ').click()`],
  ['undo the removal', press('Undo')],
  ['select all', `key('a')`],
  ['duplicate all (then 400)', press('Duplicate')],
  ['undo that', press('Undo')],
];

const driver = `(async (rounds) => {
  const root = document.querySelector('.builder-work');
  const button = (text) => [...root.querySelectorAll('button:not(:disabled)')].find((one) => one.textContent.trim().startsWith(text) && one.checkVisibility());
  const type = (label, text) => {
    const field = [...root.querySelectorAll('.inspector label')].find((one) => one.textContent.trim().startsWith(label)).control;
    field.value = text;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const key = (letter) => {
    const node = document.querySelector('.svelte-flow__node-component');
    node.focus();
    node.dispatchEvent(new KeyboardEvent('keydown', { key: letter, ctrlKey: true, bubbles: true, cancelable: true }));
  };
  // After the picture: a message that is sent in the frame's callback arrives when the frame has been drawn.
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(0);
  }));
  const taken = ACTIONS.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, act]] of ACTIONS.entries()) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      await drawn();
      const from = performance.now();
      act(round, button, type, key);
      await drawn();
      taken[index].push(performance.now() - from);
    }
  }
  return taken;
})`;

const server = await compressedServer(folder);
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
let taken: number[][] = [];
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' });
  await openBuilder(page, address);
  await page.waitForTimeout(2000);
  const list = actions.map(([name, act]) => `[${JSON.stringify(name)}, (round, button, type, key) => { ${act}; }]`);
  taken = await page.evaluate(`${driver.replaceAll('ACTIONS', `[${list.join(',')}]`)}(${Number(options.rounds)})`);
} finally {
  await browser.close();
  server.close();
}

const at = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))]!;
const rows = actions.map(([name], index) => ({
  name,
  medianMs: at(taken[index]!, 0.5),
  p95Ms: at(taken[index]!, 0.95),
}));
if (options.json) console.log(JSON.stringify(rows, null, 2));
else {
  console.log(`200 components, 300 ways, ${options.rounds} rounds, software rendering: from the action to the picture`);
  for (const { name, medianMs, p95Ms } of rows)
    console.log(
      `  ${name.padEnd(26)} median ${medianMs.toFixed(1).padStart(6)} ms, 95 of 100 within ${p95Ms.toFixed(1).padStart(6)} ms`,
    );
  const all = taken.flat();
  console.log(
    `  ${'all'.padEnd(26)} median ${at(all, 0.5).toFixed(1).padStart(6)} ms, 95 of 100 within ${at(all, 0.95).toFixed(1).padStart(6)} ms`,
  );
}
process.exit(0);
