// npm run bench -- engine [--json] [--turns N] [--reference FILE.c]: the simulator's speed beside a reference in C and beside simjs, how its cost grows with
// stations, servers and pending events, its memory, what threads gain, and a realistic scenario. Measures only; the goals are printed beside.
import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ReplicationPool } from '../../../widgets/engines/simulator/parallel/replication-pool.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { inThread } from '../simulate/threads.ts';
import { interleave, load, secondsOf, spreadOf } from './engine/measure.ts';
import { compileReference } from './engine/reference.ts';
import { runSimJs } from './engine/simjs.ts';
import { crowd, guarded, realistic, scenarioOf, wide, workloads } from './engine/workloads.ts';

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    json: { type: 'boolean', default: false },
    turns: { type: 'string', default: '7' },
    reference: { type: 'string' },
  },
});
const turns = Number(options.turns);
/** Share of the reference's speed that is the goal, from the measurement of what JavaScript can do on this work. */
const GOALS = { a: 0.75, b: 0.7, c: 0.85 };
const SIMJS_REQUESTS = 50_000;

const say = (line: string) => {
  if (!options.json) console.log(line);
};
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

/** Seconds per request of one run. */
function costOf(scenario: Scenario, seed = 1): number {
  let requests = 0;
  const seconds = secondsOf(() => {
    requests = simulate(scenario, { seed }).requests.offered;
  });
  return seconds / requests;
}

function againstOthers() {
  const reference = compileReference(options.reference);
  if (!reference) say('No reference in C: give --reference FILE.c, and install gcc or cc.');
  return workloads.map((workload) => {
    const scenario = scenarioOf(workload);
    const { ours, simjs, c } = interleave(
      {
        ours: () => costOf(scenario),
        c: () => (reference ? reference.measure(workload) / workload.requests : Number.NaN),
        simjs: () => secondsOf(() => runSimJs(workload, SIMJS_REQUESTS)) / SIMJS_REQUESTS,
      },
      turns,
    );
    const ratioToC = reference ? c.median / ours.median : null;
    const ratioToSimJs = simjs.median / ours.median;
    say(
      `(${workload.name}) ${workload.label}: ${(ours.median * 1e9).toFixed(0)} ns a request (spread ${percent(ours.spread)}), ` +
        `${(1e-6 / ours.median).toFixed(1)} M requests/s; ` +
        (ratioToC ? `${ratioToC.toFixed(2)} of the C reference (goal ${GOALS[workload.name]}, floor 0.50); ` : '') +
        `${ratioToSimJs.toFixed(1)} × simjs (goal 10)`,
    );
    return { workload: workload.name, ours, c: reference ? c : null, simjs, ratioToC, ratioToSimJs };
  });
}

/** Seconds per event of one run: where a warm-up is simulated and not counted, requests would be too few. */
function costOfEvent(scenario: Scenario): number {
  let events = 0;
  const seconds = secondsOf(() => {
    events = simulate(scenario).engine.events;
  });
  return seconds / events;
}

/** Cost relative to the first of the scenarios. */
function growth(label: string, scenarios: Readonly<Record<string, Scenario>>, goal: number, cost = costOf) {
  const measures = Object.fromEntries(Object.entries(scenarios).map(([name, of]) => [name, () => cost(of)]));
  const costs = interleave(measures, Math.max(2, Math.ceil(turns / 2)));
  const first = Object.values(costs)[0]!.median;
  const ratios = Object.fromEntries(Object.entries(costs).map(([name, cost]) => [name, cost.median / first]));
  const told = Object.entries(costs).map(([name, { median }]) => `${name}: ${(median * 1e9).toFixed(0)} ns`);
  say(`${label}: ${told.join(', ')}; ${Math.max(...Object.values(ratios)).toFixed(2)} × (goal at most ${goal})`);
  return { label, costs, ratios, goal };
}

/** In a process of its own: this one has memory to use again from what came before. */
function memory() {
  const program = fileURLToPath(new URL('./engine/memory-run.ts', import.meta.url));
  const told = execFileSync(process.execPath, [program], { encoding: 'utf8' });
  const measured = JSON.parse(told) as { readonly requests: number; readonly megabytes: number };
  say(
    `${(measured.requests / 1e6).toFixed(1)} million requests: a new process grows by ${measured.megabytes.toFixed(0)} MB (goal below 150)`,
  );
  return measured;
}

async function threads() {
  const scenario = scenarioOf({ ...workloads[1]!, requests: 2_000_000 });
  const replications = [1, 2, 3, 4];
  const secondsWith = async (pool: ReplicationPool) => {
    const before = performance.now();
    await pool.run({ scenario, seed: 1, curves: {}, replications }, { onFinished: () => {} });
    return (performance.now() - before) / 1000;
  };
  const pools = { one: new ReplicationPool(inThread, 1), two: new ReplicationPool(inThread, 2) };
  const times: Record<'one' | 'two', number[]> = { one: [], two: [] };
  for (let turn = 0; turn <= 3; turn++) {
    for (const name of ['one', 'two'] as const) {
      const seconds = await secondsWith(pools[name]);
      if (turn > 0) times[name].push(seconds);
    }
  }
  pools.one.end();
  pools.two.end();
  const gain = spreadOf(times.one).median / spreadOf(times.two).median;
  say(
    `two threads instead of one: ${gain.toFixed(2)} × (goal 1.8 on two free processors; here ${availableParallelism()})`,
  );
  return { gain, processors: availableParallelism() };
}

function deployment(label: string, scenario: Scenario) {
  const rates: number[] = [];
  for (let turn = 0; turn <= turns; turn++) {
    let events = 0;
    const seconds = secondsOf(() => {
      events = simulate(scenario).engine.events;
    });
    if (turn > 0) rates.push(events / seconds);
  }
  const rate = spreadOf(rates);
  say(`${label}: ${(rate.median / 1e6).toFixed(1)} M events/s (goal 3)`);
  return rate;
}

const loadBefore = load();
const results = {
  versusOthers: againstOthers(),
  growth: [
    growth(
      'stations of 4 servers',
      { '1': wide(1, 4, 1_000_000), '30': wide(30, 4, 1_000_000), '999': wide(999, 4, 1_000_000) },
      2,
    ),
    growth(
      'servers of one station',
      { '4': wide(1, 4, 1_000_000), '64': wide(1, 64, 1_000_000), '4096': wide(1, 4096, 1_000_000) },
      2,
    ),
    growth('pending events', { '10': crowd(10, 600_000), '100000': crowd(100_000, 600_000) }, 2, costOfEvent),
  ],
  memory: memory(),
  deployment: deployment('gateway, balancer, batching with HPA and timeouts', realistic(600)),
  guarded: deployment('gateway, cache, retries, breaker, batching with HPA and costs', guarded(600)),
  threads: await threads(),
  load: { before: loadBefore, after: load(), processors: availableParallelism() },
  node: process.version,
};
if (loadBefore > 1 || load() > availableParallelism())
  say(
    `The machine was busy: load ${loadBefore.toFixed(1)} before, ${load().toFixed(1)} after; measure again when it is idle.`,
  );
if (options.json) console.log(JSON.stringify(results, null, 2));
