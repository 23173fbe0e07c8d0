// Runs before start, dev, build and test, on whatever Node the machine has: installs the locked packages unless they are all there already.
// Built-ins only: nothing is installed yet when this runs for the first time.
import { execSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const packagesOf = (path) =>
  existsSync(new URL(path, root)) ? (JSON.parse(readFileSync(new URL(path, root), 'utf8')).packages ?? {}) : {};

/** True when npm's own list of what it installed holds every package of the lock file; optional ones are of other systems and may be absent. */
function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(
    ([path, wanted]) => path === '' || wanted.optional || installed[path]?.version === wanted.version,
  );
}

if (!isInstalled()) {
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' } };
  console.log('Installing the packages of package-lock.json.');
  try {
    execSync('npm ci --loglevel=error', options);
  } catch {
    // `npm ci` refuses a lock whose optional packages for other systems the registry does not hold; the packages of this system may still be whole.
    console.log('npm ci refused; trying npm install without writing the lock.');
    execSync('npm install --no-save --loglevel=error', options);
  }
}

const [major, minor] = process.versions.node.split('.').map(Number);
const hasPackagedNode = existsSync(new URL('node_modules/.bin/node', root));
if (!hasPackagedNode && (major < 22 || (major === 22 && minor < 18))) {
  console.error(
    `Node ${process.version} is too old to build the site, and no packaged Node is available for this system (${process.platform} ${process.arch}). Install Node 22.18 or later.`,
  );
  process.exit(1);
}
