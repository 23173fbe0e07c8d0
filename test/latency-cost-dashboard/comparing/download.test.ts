import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { commandFor, curveFiles, scenarioFile } from '../../../widgets/latency-cost-dashboard/comparing/download.ts';
import { setChange } from '../../../widgets/latency-cost-dashboard/comparing/edit-alternatives.ts';
import { figureTable } from '../../../widgets/latency-cost-dashboard/comparing/figure-tables.ts';
import type { Compared } from '../../../widgets/latency-cost-dashboard/comparing/outcome.ts';
import { simulate } from '../../tools/run-simulate.ts';
import { composeShipped, simulateOne, startState } from '../simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-download-'));
afterAll(() => rmSync(folder, { recursive: true }));

const changed = setChange({ ...startState, seed: 11 }, 'realtime-cloud', {
  path: 'components.model.replicas',
  value: 3,
});

describe('the files of an alternative', () => {
  it.each(changed.alternatives.map(({ id }) => id))(
    'of %s give on the command line every figure of the page',
    async (id) => {
      const composed = composeShipped(changed).find(({ alternative }) => alternative.id === id)!;
      const outcome = simulateOne(composed.alternative as Compared, 3);
      for (const { name, text } of [scenarioFile(outcome), ...curveFiles(outcome)])
        writeFileSync(join(folder, name), text);
      const curves = curveFiles(outcome).flatMap(({ name }) => ['--curve', join(folder, name)]);
      const ended = await simulate([join(folder, scenarioFile(outcome).name), ...curves, '--json']);
      expect(ended.code, ended.stderr).toBe(0);
      const result = JSON.parse(ended.stdout) as SimulationResult;
      const { engine: _, ...figures } = outcome.result;
      expect({ ...result, engine: undefined }).toEqual({
        ...(JSON.parse(JSON.stringify(figures)) as object),
        engine: undefined,
      });
      expect(figureTable([{ ...outcome, result }])).toEqual(figureTable([outcome]));
    },
    60_000,
  );
  it('come with what to type', () => {
    const [cloud] = composeShipped(changed);
    expect(commandFor(simulateOne(cloud!.alternative as Compared, 1))).toBe(
      'npm run --silent simulate -- realtime-cloud.json --curve at-cloud.curve.json',
    );
  });
});
