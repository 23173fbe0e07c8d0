// npm run browsers: the same scenarios and seeds in Node, Chromium and Firefox (where it is installed), compared to the last bit.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { chromiumArgs, chromiumPath } from '../../test/chromium.mjs';
import { findFirefox } from '../../test/firefox.mjs';
import { parseScenario } from '../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import { resultText } from './browsers/result-text.ts';
import { validationCases } from './validation/index.ts';

/** Simulated requests are cut to about this many a case: enough for every path, few enough for a minute in all. */
const SHARE_OF_DURATION = 1 / 20;
const TIME_LIMIT_SECONDS = 300;

/** Every scenario of the validation table, shortened, with one replication. */
const scenarios = validationCases.flatMap(({ name, check }) => {
  if (!('scenario' in check)) return [];
  const scenario = structuredClone(check.scenario) as {
    run: { durationSeconds: number; warmUpSeconds?: number; replications?: number };
  };
  scenario.run = {
    ...scenario.run,
    durationSeconds: scenario.run.durationSeconds * SHARE_OF_DURATION,
    warmUpSeconds: (scenario.run.warmUpSeconds ?? 0) * SHARE_OF_DURATION,
    replications: 1,
  };
  return [{ name, scenario }];
});

const expected = new Map(
  scenarios.map(({ name, scenario }) => [name, resultText(scenario, { parseScenario, simulate })]),
);
const script = await bundle();

const browsers = [
  { name: 'Chromium', path: chromiumPath(), options: (_profile: string) => ['--headless=new', ...chromiumArgs] },
  {
    name: 'Firefox',
    path: findFirefox(),
    options: (profile: string) => ['--headless', '--profile', profile],
  },
];

let hasFailed = false;
for (const { name, path, options } of browsers) {
  if (path === undefined) {
    console.log(
      `${name}: not installed, so nothing was compared (Debian: apt-get install firefox-esr, or set FIREFOX_PATH).`,
    );
    continue;
  }
  const results = await runIn(path, options);
  const different = [...expected]
    .filter(([scenario, text]) => results.get(scenario) !== text)
    .map(([scenario]) => scenario);
  hasFailed ||= different.length > 0;
  console.log(
    different.length === 0
      ? `${name}: ${expected.size} scenarios give the same result as Node ${process.version}, to the last bit.`
      : `${name}: ${different.length} of ${expected.size} scenarios differ from Node: ${different.join(', ')}.`,
  );
}
process.exit(hasFailed ? 1 : 0);

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2023', minify: false, rolldownOptions: { input: 'src/tools/browsers/page.ts' } },
  });
  const outputs = Array.isArray(built) ? built : [built];
  for (const output of outputs)
    if ('output' in output) {
      const [chunk] = output.output;
      return chunk.code;
    }
  throw new Error('Vite built nothing.');
}

/** Opens the page in a browser with a profile of its own and resolves with the result texts by scenario. */
async function runIn(path: string, options: (profile: string) => string[]): Promise<Map<string, string>> {
  const results = new Map<string, string>();
  const profile = mkdtempSync(join(tmpdir(), 'slipway-browser-'));
  let isDone = () => {};
  let hasGivenUp = (_reason: Error) => {};
  const finished = new Promise<void>((resolve, reject) => {
    isDone = resolve;
    hasGivenUp = reject;
  });
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/result') results.set(url.searchParams.get('name') ?? '', await bodyOf(request));
    if (url.pathname === '/done') isDone();
    const [type, body] =
      url.pathname === '/'
        ? ['text/html', '<!doctype html><title>Comparison</title><script type="module" src="/page.js"></script>']
        : url.pathname === '/page.js'
          ? ['text/javascript', script]
          : url.pathname === '/scenarios.json'
            ? ['application/json', JSON.stringify(scenarios)]
            : ['text/plain', ''];
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const browser = spawn(path, [...options(profile), `http://127.0.0.1:${port}/`], { stdio: 'ignore' });
  const timer = setTimeout(
    () => hasGivenUp(new Error(`${path} did not finish within ${TIME_LIMIT_SECONDS} s.`)),
    TIME_LIMIT_SECONDS * 1000,
  );
  try {
    await finished;
  } finally {
    clearTimeout(timer);
    const gone = new Promise((left) => browser.once('exit', left));
    browser.kill('SIGKILL');
    await gone;
    server.close();
    server.closeAllConnections();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  return results;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const part of request) text += part;
  return text;
}
