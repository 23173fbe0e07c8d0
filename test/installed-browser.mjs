// A browser that the tests need: where it is, and how it is installed where it is missing.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The path of an installed browser; the environment's variable wins. Undefined when there is none. */
export function findBrowser({ variable, paths }) {
  const named = process.env[variable];
  if (named) return existsSync(named) ? named : undefined;
  return paths.find((path) => existsSync(path));
}

/** The same, or an error that names the command to run. */
export function browserPath(browser) {
  const path = findBrowser(browser);
  if (!path)
    throw new Error(
      `No ${browser.name} was found. Run: apt-get install -y --no-install-recommends ${browser.debianPackage} (or set ${browser.variable}).`,
    );
  return path;
}

/** Installs the browser with apt-get where that can be done without a password (as root or by sudo -n). Throws with the command to run where it cannot. */
export function ensureBrowser(browser) {
  const { name, variable, debianPackage } = browser;
  if (findBrowser(browser)) return findBrowser(browser);
  if (process.env[variable]) throw new Error(`${variable} names ${process.env[variable]}, which does not exist.`);
  const isRoot = process.getuid?.() === 0;
  const install = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', debianPackage];
  const run = (words) =>
    execFileSync(isRoot ? words[0] : 'sudo', isRoot ? words.slice(1) : ['-n', ...words], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  try {
    console.log(`${name} is missing: installing it with apt-get.`);
    try {
      run(install);
    } catch {
      run(['apt-get', 'update', '-qq']);
      run(install);
    }
  } catch (error) {
    throw new Error(
      `${name} is missing and could not be installed (${error.message.split('\n')[0]}). Run as root: apt-get update && apt-get install -y --no-install-recommends ${debianPackage}`,
    );
  }
  return browserPath(browser);
}
