// Builds the site and serves the built files on http://localhost:4321 (PORT chooses another).
import { spawnSync } from 'node:child_process';

const port = process.env.PORT ?? '4321';
const run = (words) => spawnSync('astro', words, { stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1;
const built = run(['build', '--force']);
if (built !== 0) process.exit(built);
// --ignore-lock keeps the server in the foreground, and lets a second one run beside it.
process.exit(run(['preview', '--ignore-lock', '--host', process.env.HOST ?? '127.0.0.1', '--port', port]));
