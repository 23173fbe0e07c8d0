import { describe, expect, it } from 'vitest';
import {
  busiestComponent,
  concludeRun,
  unansweredShare,
} from '../../widgets/deployment-pipeline-builder/conclude-run.ts';
import { resultRows, summariseRun } from '../../widgets/deployment-pipeline-builder/result-rows.ts';
import { runProvenance } from '../../widgets/deployment-pipeline-builder/run-provenance.ts';
import { parseScenario } from '../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import { formatPercent, formatSeconds } from '../../widgets/kit/format.ts';
import { roundCurve } from './round-curve.ts';

const curves = { 'titanic-mlp': roundCurve };

function run(ratePerSecond: number, server: { id?: string; serviceTime?: object } = {}) {
  const draft = {
    components: [
      { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond }, to: server.id ?? 'model' },
      {
        id: 'model',
        kind: 'modelServer',
        queueCapacity: 2,
        serviceTime: { distribution: 'measured', model: 'titanic-mlp' },
        ...server,
      },
    ],
    run: { durationSeconds: 200, replications: 3 },
  };
  const parsed = parseScenario(draft);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { draft, scenario: parsed.value, curve: roundCurve, result: simulate(parsed.value, { curves }) };
}

const calm = run(20);
const crowded = run(200);

describe('concludeRun', () => {
  it('says how long answers took, who was busiest and what it costs', () => {
    const { sojournTimeSeconds, components } = calm.result;
    expect(concludeRun(calm.result)).toContain(`95 of 100 at most ${formatSeconds(sojournTimeSeconds.p95!)}.`);
    expect(concludeRun(calm.result)).toContain(
      `“model”, at ${formatPercent(components.model!.utilisation!)} of its capacity.`,
    );
  });

  it('says which share got no answer', () => {
    // At twice the capacity and more, at least half of the requests find the two waiting places taken.
    expect(unansweredShare(crowded.result)).toBeGreaterThan(0.5);
    expect(concludeRun(crowded.result)).toContain(
      `${formatPercent(unansweredShare(crowded.result))} of the requests got no answer.`,
    );
  });

  it('says that nothing arrived rather than showing numbers of nothing', () => {
    const none = { ...calm.result, requests: { ...calm.result.requests, offered: 0 } };
    expect(concludeRun(none)).toBe('No request arrived in the simulated time.');
  });
});

describe('busiestComponent', () => {
  it('finds none where nothing serves', () => {
    expect(busiestComponent({ ...calm.result, components: {} })).toBeUndefined();
  });
});

describe('resultRows', () => {
  it('puts two runs side by side, with a dash where one lacks a component', () => {
    const rows = resultRows([run(20, { id: 'scorer' }).result, calm.result]);
    expect(rows.find(({ label }) => label === 'Utilisation of model')?.values).toEqual([
      '–',
      formatPercent(calm.result.components.model!.utilisation!),
    ]);
    expect(rows.find(({ label }) => label === 'Utilisation of scorer')?.values[1]).toBe('–');
    for (const row of rows) expect(row.values).toHaveLength(2);
  });

  it('shows the share that was turned away', () => {
    const { rejected, throttled, offered } = crowded.result.requests;
    const row = resultRows([crowded.result]).find(({ label }) => label === 'Turned away');
    expect(row?.values).toEqual([formatPercent((rejected + throttled) / offered)]);
  });
});

describe('summariseRun', () => {
  it('takes its figures from the result', () => {
    expect(summariseRun(calm.result)).toMatchObject({
      p95SojournSeconds: calm.result.sojournTimeSeconds.p95,
      costUsdPerDay: calm.result.cost.usdPerDay,
    });
  });
});

describe('runProvenance', () => {
  it('names the simulation, the curve when the run drew from it, and the prices', () => {
    expect(runProvenance(calm).map(({ kind }) => kind)).toEqual(['simulated', 'recorded', 'assumed']);
    const drawn = run(20, { serviceTime: { distribution: 'exponential', meanSeconds: 0.01 } });
    expect(runProvenance(drawn).map(({ kind }) => kind)).toEqual(['simulated', 'assumed']);
  });
});
