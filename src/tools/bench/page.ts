// npm run bench -- page [PATH]: Lighthouse's mobile profile on the built site in dist, served with gzip: the median of five runs, and what was transferred.
import type { AddressInfo } from 'node:net';
import * as chromeLauncher from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { chromiumArgs, chromiumPath } from '../../../test/chromium.mjs';
import { compressedServer } from './compressed-server.ts';

const path = process.argv[3] ?? '/lessons/ai-builder-ch4-lesson1/';
const runs = 5;
const server = await compressedServer('dist');
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

const rows: {
  performance: number;
  accessibility: number;
  lcp: number;
  tbt: number;
  cls: number;
  requests: { url: string; type: string; bytes: number }[];
}[] = [];
for (let run = 0; run < runs; run++) {
  // A new profile each time: Lighthouse empties the cache but not the storage, where a page notes that the faces were fetched.
  const chrome = await chromeLauncher.launch({
    chromePath: chromiumPath(),
    chromeFlags: ['--headless=new', ...chromiumArgs],
  });
  const result = await lighthouse(url, {
    port: chrome.port,
    onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
    logLevel: 'error',
  });
  chrome.kill();
  if (!result) throw new Error('Lighthouse gave no result.');
  const { audits, categories } = result.lhr;
  const number = (id: string) => audits[id]?.numericValue ?? Number.NaN;
  const { items } = audits['network-requests']!.details as unknown as {
    items: { url: string; resourceType: string; transferSize: number }[];
  };
  rows.push({
    performance: (categories.performance?.score ?? 0) * 100,
    accessibility: (categories.accessibility?.score ?? 0) * 100,
    lcp: number('largest-contentful-paint'),
    tbt: number('total-blocking-time'),
    cls: number('cumulative-layout-shift'),
    requests: items.map((item) => ({ url: item.url, type: item.resourceType, bytes: item.transferSize })),
  });
}
server.close();

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const sum = (isWanted: (type: string) => boolean) =>
  rows[0]!.requests.filter((request) => isWanted(request.type)).reduce((total, request) => total + request.bytes, 0);
console.log(`${path}: median of ${runs} runs`);
console.log(
  `LCP ${median(rows.map((row) => row.lcp)).toFixed(0)} ms, TBT ${median(rows.map((row) => row.tbt)).toFixed(0)} ms, CLS ${median(rows.map((row) => row.cls)).toFixed(3)}, performance ${median(rows.map((row) => row.performance)).toFixed(0)}, accessibility ${median(rows.map((row) => row.accessibility)).toFixed(0)}`,
);
console.log(
  `HTML, CSS and JavaScript: ${(sum((type) => ['Document', 'Stylesheet', 'Script'].includes(type)) / 1000).toFixed(1)} kB; fonts: ${(sum((type) => type === 'Font') / 1000).toFixed(1)} kB`,
);
for (const request of rows[0]!.requests)
  console.log(
    `  ${request.type.padEnd(10)} ${(request.bytes / 1000).toFixed(1).padStart(7)} kB  ${new URL(request.url).pathname}`,
  );
process.exit(0);
