/**
 * npm run bench -- first-prediction [--brotli]: from the click to the first real prediction in the lesson with the model lab, of the site built in `dist`
 * (or SLIPWAY_OUT), served with gzip on this machine: once with an empty cache, then with runtime and model cached; and what was asked for, how often and
 * how large. `--brotli` also compresses each file with brotli 11, as a host does that compresses once: the runtime takes about a minute.
 */
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../../../test/chromium.mjs';
import { compressedServer } from './compressed-server.ts';
import { askFirstModel, labLesson, openLab } from './first-prediction/ask-model.ts';

const folder = process.env.SLIPWAY_OUT ?? 'dist';
const runs = 11;
const server = await compressedServer(folder);
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${labLesson}`;
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
const context = await browser.newContext();

/** Times one visit; `watch` is told of each request that reaches the host between the click and the answer: a page's and its service worker's are one. */
async function visit(watch: (path: string) => void = () => {}) {
  const page = await context.newPage();
  await openLab(page, address);
  const listen = ({ url }: IncomingMessage) => watch(new URL(url ?? '/', address).pathname);
  server.on('request', listen);
  const taken = await askFirstModel(page);
  server.off('request', listen);
  await page.close();
  return taken;
}

const asked = new Map<string, number>();
const first = await visit((path) => asked.set(path, (asked.get(path) ?? 0) + 1));
const later = [];
for (let run = 0; run < runs; run++) later.push(await visit());
await browser.close();
server.close();

const compress = (body: Buffer) =>
  process.argv.includes('--brotli')
    ? brotliCompressSync(body, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_LGWIN]: 24,
          [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
        },
      })
    : gzipSync(body, { level: 9 });
let total = 0;
for (const [path, count] of asked) {
  const body = readFileSync(join(folder, path));
  const bytes = compress(body).length;
  total += bytes;
  console.log(
    `${String(count).padStart(2)} ×  ${(bytes / 1000).toFixed(1).padStart(8)} kB of ${(body.length / 1000).toFixed(1)} kB  ${path}`,
  );
}
console.log(
  `together ${(total / 1e6).toFixed(3)} MB with ${process.argv.includes('--brotli') ? 'brotli 11' : 'gzip 9'}`,
);
const sums = later.map(({ openMs, answerMs }) => openMs + answerMs).sort((a, b) => a - b);
console.log(`nothing cached: ${first.openMs.toFixed(0)} ms to open, ${first.answerMs.toFixed(0)} ms to answer`);
console.log(
  `cached, ${runs} visits: median ${sums[Math.floor(runs / 2)]!.toFixed(0)} ms, ${sums[0]!.toFixed(0)} to ${sums.at(-1)!.toFixed(0)} ms from the click to the answer; each: ${later.map(({ openMs, answerMs }) => `${openMs.toFixed(0)} + ${answerMs.toFixed(0)}`).join(', ')} ms`,
);
process.exit(0);
