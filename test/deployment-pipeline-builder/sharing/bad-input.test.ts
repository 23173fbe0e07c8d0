import { describe, expect, it } from 'vitest';
import { Dice } from '../../../src/tools/fuzz/dice.ts';
import { asDraft } from '../../../widgets/deployment-pipeline-builder/draft.ts';
import { examine } from '../../../widgets/deployment-pipeline-builder/findings/examine.ts';
import { makeFragment, readFragment } from '../../../widgets/deployment-pipeline-builder/sharing/fragment.ts';
import { type ReadScenario, readScenario } from '../../../widgets/deployment-pipeline-builder/sharing/read-scenario.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import { damageFile, damagePayload, damageText, scenarios } from './mutations.ts';

/** Half of them fragments, half files: 1,000 here; SLIPWAY_FUZZ=10000 for the number that the issue asks for. */
const count = Number(process.env['SLIPWAY_FUZZ'] ?? 1000);

/** What every answer must be, whatever came: one that runs in order, or refused with reasons, and what can be read of it can be edited. */
function check(read: ReadScenario, seed: number): ReadScenario['status'] {
  if (read.status === 'ready') expect(parseScenario(read.draft).ok, `seed ${seed}`).toBe(true);
  if (read.status !== 'refused') return read.status;
  expect(read.problems.length, `seed ${seed}`).toBeGreaterThan(0);
  for (const { path, expected, found, fix } of read.problems) {
    expect(typeof path, `seed ${seed}`).toBe('string');
    for (const words of [expected, found, fix]) expect(words.trim(), `seed ${seed}`).not.toBe('');
  }
  if (read.repaired) {
    const { draft } = read.repaired;
    expect(asDraft(draft), `seed ${seed}`).toBe(draft);
    expect(draft.components.length, `seed ${seed}`).toBeGreaterThan(0);
    // The builder takes it up: what is still missing is a finding in it, and nothing throws.
    const { scenario, findings } = examine(draft, {});
    expect(scenario !== null || findings.length > 0, `seed ${seed}`).toBe(true);
  }
  return read.status;
}

describe('readFragment and readScenario on damaged links', () => {
  it(`answer ${count / 2} of them with reasons or with a scenario that is in order`, { timeout: 600_000 }, async () => {
    const statuses = { ready: 0, refused: 0, newer: 0, other: 0 };
    let repairedCount = 0;
    for (let seed = 0; seed < count / 2; seed++) {
      const dice = new Dice(seed);
      const draft = dice.pick(scenarios);
      const fragment = (await makeFragment(draft, '/widgets/any.json'))!;
      const damaged = dice.below(2) === 0 ? damageText(fragment, dice) : damagePayload(fragment, dice);
      const shared = await readFragment(damaged);
      if (!shared) {
        statuses.other++;
        continue;
      }
      const read = readScenario(shared.text, shared.problems, shared.version > 1 ? shared.version : undefined);
      statuses[check(read, seed)]++;
      if (read.status === 'refused' && read.repaired) repairedCount++;
      // A link that was changed is noticed, unless what was changed is only the name of the instrument, or nothing.
      if (read.status === 'ready') expect(JSON.stringify(read.draft), `seed ${seed}`).toBe(JSON.stringify(draft));
    }
    console.log('links', statuses, `of the refused ${repairedCount} can be opened in part`);
    expect(statuses.refused).toBeGreaterThan(count / 4);
    expect(repairedCount).toBeGreaterThan(count / 20);
  });
});

describe('readScenario on damaged files', () => {
  it(`answers ${count / 2} of them with reasons or with a scenario that is in order`, { timeout: 600_000 }, () => {
    const statuses = { ready: 0, refused: 0, newer: 0 };
    let repairedCount = 0;
    for (let seed = 0; seed < count / 2; seed++) {
      const dice = new Dice(seed);
      const read = readScenario(damageFile(dice.pick(scenarios), dice));
      statuses[check(read, seed)]++;
      if (read.status === 'refused' && read.repaired) repairedCount++;
    }
    console.log('files', statuses, `of the refused ${repairedCount} can be opened in part`);
    expect(statuses.refused).toBeGreaterThan(count / 8);
    expect(repairedCount).toBeGreaterThan(statuses.refused / 4);
  });
});
