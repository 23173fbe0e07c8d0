import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BrowserContext, chromium } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../chromium.mjs';
import type { ImportAnswer } from '../../widgets/engines/record/import/import-answer.ts';
import { newProfile, removeProfile } from './browsers.ts';
import { eachIn, type Fault, outcomeOf } from './fault.ts';
import { memoryDuring } from './memory-of.ts';

const MEGABYTES_LIMIT = 256;
const MS_LIMIT = 2000;

const heading = '{"format":"slipway-record","version":1,"eventCount":1,"unsavedCount":0,"unreadableCount":0}\n';

/** Files made to break what reads them, by what they are. Each is made when it is needed. */
const bombs: readonly (readonly [what: string, make: () => Buffer])[] = [
  ['100 MB of zeros in 100 kB', () => gzipSync(Buffer.concat([Buffer.from(heading), Buffer.alloc(100e6)]))],
  ['300 MB of short lines in 300 kB', () => gzipSync(heading + '{"a":1}\n'.repeat(37e6))],
  ['a million brackets', () => Buffer.from(`${heading}${'['.repeat(1e6)}\n`)],
  ['a million braces, packed', () => gzipSync(`${heading}${'{"a":'.repeat(1e6)}\n`)],
  ['a string of 100 MB', () => Buffer.from(`${heading}"${'x'.repeat(100e6)}"\n`)],
  ['a string of 100 MB, packed', () => gzipSync(`${heading}"${'x'.repeat(100e6)}"\n`)],
  ['five million keys', () => Buffer.from(`${heading}{${'"a":1,'.repeat(5e6)}"b":1}\n`)],
  ['hundred thousand keys in a line that is allowed', () => Buffer.from(`${heading}{${'"a":1,'.repeat(1e5)}"b":1}\n`)],
  ['a key that sets prototypes', () => Buffer.from(`${heading}{"id":"a","__proto__":{"polluted":1}}\n`)],
  [
    'a key that sets prototypes, deep in a body',
    () => Buffer.from(`${heading}{"id":"a","body":{"a":[{"constructor":{"prototype":{"polluted":1}}}]}}\n`),
  ],
  ['a million empty lines', () => Buffer.from(heading + '\n'.repeat(1e6))],
  ['a heading without end', () => Buffer.from(`{"format":"${'slipway'.repeat(2e6)}`)],
];

interface Setting {
  readonly context: BrowserContext;
  readonly profile: string;
  readonly folder: string;
}

async function setUp() {
  const profile = newProfile();
  const folder = mkdtempSync(join(tmpdir(), 'slipway-files-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: chromiumArgs,
  });
  const takeDown = async () => {
    await context.close();
    removeProfile(profile);
    rmSync(folder, { recursive: true });
  };
  return { setting: { context, profile, folder }, takeDown };
}

interface Answered {
  readonly answer: ImportAnswer;
  readonly ms: number;
  readonly isUnchanged: boolean;
  readonly isClean: boolean;
}

/** F18: each is refused in time, in little memory, with the line that is wrong, and the record is as it was. */
export const hostileFiles: Fault = {
  id: 'F18',
  title: `import bombs, under ${MS_LIMIT / 1000} s and ${MEGABYTES_LIMIT} MB`,
  tries: { change: 30, night: 3 * bombs.length },
  attempts: eachIn(setUp, async ({ context, profile, folder }: Setting, site, number) => {
    const [what, make] = bombs[number % bombs.length]!;
    const run = `F18-${number}-${Date.now()}`;
    const path = join(folder, `${number}.ndjson`);
    writeFileSync(path, make());
    const page = await context.newPage();
    await page.goto(site.address({ do: 'take', db: run, run, limit: 3 }));
    const field = page.locator('input');
    await field.waitFor();
    // The shortest of three: another program may hold the processor during one.
    let tries = 0;
    const once = () =>
      memoryDuring(profile, async () => {
        await field.setInputFiles([]);
        await field.setInputFiles(path);
        tries++;
        return (await site.ledger.wait<Answered>(run, 'answered', tries))[tries - 1]!;
      });
    let best = await once();
    while (tries < 3 && best.result.ms >= MS_LIMIT)
      best = [best, await once()].toSorted((a, b) => a.result.ms - b.result.ms)[0]!;
    const { result, megabytes } = best;
    await page.close();
    rmSync(path);
    const { answer, ms, isUnchanged, isClean } = result;
    const saved = site.ledger.of(run, 'stored').length;
    const cost = `${what}: ${Math.round(ms)} ms, ${Math.round(megabytes)} MB`;
    console.log(`     ${cost}${answer.ok ? '' : `, line ${answer.refusal.line}: ${answer.refusal.reason}`}`);
    return outcomeOf(saved, isUnchanged ? 0 : saved, {
      [`${what}: taken`]: !answer.ok && answer.refusal.line >= 1,
      [cost]: ms < MS_LIMIT && megabytes < MEGABYTES_LIMIT,
      [`${what}: reached the page`]: isClean,
    });
  }),
};
