import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../widgets/deployment-pipeline-builder/draft.ts';
import { comparisonScenario } from '../../../widgets/deployment-pipeline-builder/regimes/comparison-run.ts';
import { convertToRegimes } from '../../../widgets/deployment-pipeline-builder/regimes/convert.ts';
import { examine } from '../../../widgets/deployment-pipeline-builder/findings/examine.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { roundCurve } from '../round-curve.ts';

const curves = { 'titanic-mlp': roundCurve };
const regimes = ['batch', 'real-time', 'streaming'] as const;

function read(name: string): Draft {
  return JSON.parse(readFileSync(`content/scenarios/${name}.json`, 'utf8')) as Draft;
}

function accepted(draft: unknown) {
  const parsed = parseScenario(draft);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

function turned(draft: Draft) {
  const converted = convertToRegimes(draft, accepted(draft));
  if (typeof converted === 'string') throw new Error(converted);
  return converted;
}

describe('convertToRegimes', () => {
  it.each(regimes)('makes of the %s scenario in the cloud the two others of the course', (from) => {
    for (const { regime, draft } of turned(read(`titanic-${from}-cloud`))) {
      const [own, course] = [accepted(draft), accepted(read(`titanic-${regime}-cloud`))];
      expect(own.components).toEqual(course.components);
      expect([...own.places].sort((a, b) => a.id.localeCompare(b.id))).toEqual(
        [...course.places].sort((a, b) => a.id.localeCompare(b.id)),
      );
      expect(own.links).toEqual(course.links);
    }
  });

  it.each(regimes.flatMap((regime) => ['cloud', 'edge', 'hybrid'].map((place) => `titanic-${regime}-${place}`)))(
    'makes pipelines of %s that run, with the same arrivals to the bit',
    (name) => {
      const results = turned(read(name)).map((converted) => {
        expect(examine(converted.draft, curves).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
        const scenario = comparisonScenario(converted, false);
        if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
        const run = { ...scenario.value.run, durationSeconds: 900, warmUpSeconds: 0, replications: 2 };
        return simulate({ ...scenario.value, run }, { curves });
      });
      const [batch, realTime, streaming] = results;
      expect(realTime!.requests.offered).toBeGreaterThan(2 * 900 * 45);
      expect(realTime!.requests.offered).toBe(batch!.requests.offered);
      expect(streaming!.requests.offered).toBe(batch!.requests.offered);
      expect(realTime!.timeline.arrivals).toEqual(streaming!.timeline.arrivals);
    },
  );

  it('leaves the regime that the pipeline had as it was built', () => {
    const draft = read('titanic-real-time-hybrid');
    const own = turned(draft).find(({ isOwn }) => isOwn);
    expect(own).toMatchObject({ regime: 'real-time', modelId: 'model' });
    expect(own!.draft).toBe(draft);
  });

  it('says why a pipeline cannot be turned', () => {
    const source = { id: 'rows', kind: 'dataset', everySeconds: 60, rows: 10, to: 'job' };
    const job = {
      id: 'job',
      kind: 'batchJob',
      chunkRows: 10,
      serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 },
    };
    const users = { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 5 } };
    const of = (components: readonly object[]) => {
      const draft = { components, run: { durationSeconds: 600 } };
      return convertToRegimes(draft as never, accepted(draft));
    };
    expect(of([source, job])).toContain('fixed number of rows');
    expect(of([users, { ...users, id: 'others' }])).toContain('one source');
    expect(of([users])).toContain('No component runs a model');
  });
});
