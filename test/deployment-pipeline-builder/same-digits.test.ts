import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Draft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { examine } from '../../widgets/deployment-pipeline-builder/findings/examine.ts';
import { resultRows } from '../../widgets/deployment-pipeline-builder/result-rows.ts';
import { incidents } from '../../widgets/deployment-pipeline-builder/running/incidents/index.ts';
import { parseServiceCurve } from '../../widgets/engines/inference/curve.ts';
import { ReplicationFold } from '../../widgets/engines/simulator/parallel/fold-replications.ts';
import { LiveRun } from '../../widgets/engines/simulator/live/live-run.ts';
import { ReplicationRun } from '../../widgets/engines/simulator/replication.ts';
import type { SimulationResult } from '../../widgets/engines/simulator/result.ts';
import { simulate } from '../tools/run-simulate.ts';

const root = new URL('../../', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'slipway-digits-'));
afterAll(() => rmSync(folder, { recursive: true }));

const curve = parseServiceCurve(JSON.parse(readFileSync(`${root}public/models/titanic-mlp.curve.json`, 'utf8')));
if (!curve.ok) throw new Error('The shipped curve is not one.');
const curves = { 'titanic-mlp': curve.value };

const course = (name: string) => JSON.parse(readFileSync(`${root}content/scenarios/${name}.json`, 'utf8')) as Draft;
const realTime = course('titanic-real-time-cloud');
const struck = incidents.find(({ name }) => name === 'retry-storm')!.apply(realTime, 'model', 100.25);

/** The page's way: the draft as its findings accept it, the first replication watched live, the others run beside it, folded as the workers' answers are. */
async function onThePage(draft: Draft, seed: number): Promise<SimulationResult> {
  const { scenario } = examine({ ...draft, run: { ...(draft.run as object), seed } } as Draft, curves);
  const live = await LiveRun.begin(scenario!, curves, () => Promise.resolve());
  while (!live.advance(live.reachedSeconds + 17, 10_000) || !live.hasEnded) live.frame(5);
  const fold = new ReplicationFold(scenario!, seed);
  for (let replication = scenario!.run.replications - 1; replication > 0; replication--) {
    const run = new ReplicationRun(scenario!, seed, replication, curves);
    while (!run.advance(10_000));
    fold.add({ part: run.part(), elapsedSeconds: 0 });
  }
  fold.add({ part: live.part(), elapsedSeconds: 0 });
  return fold.result();
}

/** All that does not depend on how fast this device is. */
const withoutClock = ({ engine, ...result }: SimulationResult) => ({ ...result, events: engine.events });

test.each([
  ['real time', realTime],
  ['streaming', course('titanic-streaming-hybrid')],
  ['a retry storm that was injected', struck],
])(
  'what is on the screen is what “npm run simulate” prints for the downloaded file and seed, digit for digit: %s',
  async (_, draft) => {
    const file = join(folder, 'downloaded.json');
    writeFileSync(file, `${JSON.stringify(draft, null, 2)}\n`);
    const [shown, { stdout }] = await Promise.all([onThePage(draft, 7), simulate([file, '--json', '--seed', '7'])]);
    const printed = JSON.parse(stdout) as SimulationResult;
    expect(resultRows([shown])).toEqual(resultRows([printed]));
    expect(withoutClock(shown)).toEqual(withoutClock(printed));
  },
);
