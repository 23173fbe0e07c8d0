import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { withPolicy } from '../../src/tools/content-security-policy.ts';

/** The folder of its host that the site is built for. */
export const siteBase = '/course/';

/** Two builds of the fixture course, the second with other names for every file that has a digest in its name, as a change to each would make it. */
export interface BuiltSites {
  readonly first: string;
  readonly second: string;
}

/** A paragraph that only the second build has. */
export const secondBuildText = 'This is the second build.';

let built: Promise<BuiltSites> | undefined;

/** Made once per run. */
export function builtSites(): Promise<BuiltSites> {
  built ??= build();
  return built;
}

async function build(): Promise<BuiltSites> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-built-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const first = join(folder, 'first');
  const settings = { SLIPWAY_CONTENT: 'test/fixtures/course', SLIPWAY_OUT: first, SLIPWAY_BASE: siteBase };
  const astro = new URL('../../node_modules/astro/bin/astro.mjs', import.meta.url).pathname;
  const run = spawn(process.execPath, [astro, 'build', '--force'], {
    cwd: new URL('../..', import.meta.url).pathname,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [run.stdout, run.stderr]) stream.on('data', (part) => (said += part));
  const code = await new Promise((resolve) => run.on('close', resolve));
  if (code !== 0) throw new Error(`The fixture course could not be built. ${said.slice(-600)}`);
  const second = join(folder, 'second');
  await buildAgain(first, second);
  return { first, second };
}

/** Copies a build, with the digest of every hashed name turned round and one more paragraph on every page. */
async function buildAgain(first: string, second: string): Promise<void> {
  const names = readdirSync(join(first, '_astro')).map((name) => [name, otherName(name)] as const);
  if (names.some(([name, other]) => name === other)) throw new Error('A hashed file kept its name.');
  // Longest first: a name may be the end of another one.
  const renamed = new Map(names.sort(([a], [b]) => b.length - a.length));
  const known = new RegExp(names.map(([name]) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  for (const entry of readdirSync(first, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name).slice(first.length + 1);
    const target = join(second, dirname(path), renamed.get(entry.name) ?? entry.name);
    await mkdir(dirname(target), { recursive: true });
    const body = readFileSync(join(first, path));
    const text = () => body.toString('utf8').replace(known, (name) => renamed.get(name)!);
    if (path.endsWith('.html')) writeFileSync(target, nextPage(text()));
    else writeFileSync(target, /\.(js|mjs|css|json)$/.test(path) ? text() : body);
  }
  const list = join(second, 'offline/files.json');
  writeFileSync(list, readFileSync(list, 'utf8').replace(/"build":"\w+"/, '"build":"second"'));
}

/** The page's policy holds digests of its styles, which name fonts. */
const nextPage = (html: string) =>
  withPolicy(html.replace(/<meta http-equiv="content-security-policy"[^>]*>/, '')).replace(
    '</main>',
    `<p>${secondBuildText}</p></main>`,
  );

const otherName = (name: string) =>
  name.replace(/([.-])([\w-]{8})(\.\w+)$/, (_, mark, digest, end) => mark + [...digest].reverse().join('') + end);
