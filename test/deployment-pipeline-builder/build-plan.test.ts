import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asDraft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { parseScenario } from '../../widgets/engines/simulator/parse-scenario.ts';
import { planOf } from './build-plan.ts';

const folder = new URL('../../content/scenarios/', import.meta.url);
const presets = readdirSync(folder).filter((name) => /^titanic-(batch|real-time|streaming)-/.test(name));

/** What the scenario runs as, without what its author claims of it. */
function runsAs(input: unknown) {
  const parsed = parseScenario(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { claim: _, claimHolds: __, ...scenario } = parsed.value;
  return scenario;
}

describe('planOf', () => {
  it('there are nine presets: batch, real-time and streaming, in the cloud, at the edge and in both', () => {
    expect(presets).toHaveLength(9);
  });

  it.each(presets)('commands alone make %s out of nothing', (name) => {
    const preset: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    const { built } = planOf(asDraft(preset)!);
    expect(runsAs(built)).toEqual(runsAs(preset));
  });
});
