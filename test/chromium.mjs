// Where the tests find the real Chromium, and how it is started here and in continuous integration.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const knownPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** No look-ups to the outside, no GPU; root in a container has no sandbox. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of an installed Chromium; `CHROMIUM_PATH` wins. Undefined when there is none. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : undefined;
  return knownPaths.find((path) => existsSync(path));
}

/** The same, or an error that names the command to run. */
export function chromiumPath() {
  const path = findChromium();
  if (!path)
    throw new Error(
      'No Chromium was found. Run: apt-get install -y --no-install-recommends chromium (or set CHROMIUM_PATH).',
    );
  return path;
}

/** Installs Chromium with apt-get where that can be done without a password (as root or by sudo -n). Throws with the command to run where it cannot. */
export function ensureChromium() {
  if (findChromium()) return findChromium();
  if (process.env.CHROMIUM_PATH)
    throw new Error(`CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which does not exist.`);
  const isRoot = process.getuid?.() === 0;
  const install = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'];
  const run = (words) =>
    execFileSync(isRoot ? words[0] : 'sudo', isRoot ? words.slice(1) : ['-n', ...words], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  try {
    console.log('Chromium is missing: installing it with apt-get.');
    try {
      run(install);
    } catch {
      run(['apt-get', 'update', '-qq']);
      run(install);
    }
  } catch (error) {
    throw new Error(
      `Chromium is missing and could not be installed (${error.message.split('\n')[0]}). Run as root: apt-get update && apt-get install -y --no-install-recommends chromium`,
    );
  }
  return chromiumPath();
}
