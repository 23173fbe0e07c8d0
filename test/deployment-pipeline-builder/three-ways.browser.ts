import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { asDraft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { openRecord } from '../../widgets/engines/record/index.ts';
import { planOf } from './build-plan.ts';
import { button, listed, showBuilder } from './on-page.ts';
import { hands } from './three-hands.ts';

const files = import.meta.glob<unknown>('../../content/scenarios/titanic-*.json', { eager: true, import: 'default' });
const presets = Object.entries(files)
  .filter(([path]) => /titanic-(batch|real-time|streaming)-/.test(path))
  .map(([path, preset]) => [path.replace(/^.*titanic-|\.json$/g, ''), asDraft(preset)!] as const);

/** What the learner's record holds of the course's pipeline, as text. */
async function kept(course: string): Promise<string> {
  const { pipelines } = (await openRecord()).state();
  const found = [...pipelines].find(([key]) => key.includes(course));
  return JSON.stringify(found?.[1].scenario);
}

type Way = keyof typeof hands;

/** One of each regime and each place, built in every way; the others in one. `npm run three-ways` builds all nine in all three. */
const inEveryWay = ['batch-hybrid', 'real-time-edge', 'streaming-cloud'];
const isWhole = import.meta.env['VITE_THREE_WAYS'] === 'all';
const ways = Object.keys(hands) as Way[];
/** The other six, by drag and by clicks in turn; keys take twice as long. */
const wayOfRest = new Map(
  presets
    .filter(([name]) => !inEveryWay.includes(name))
    .map(([name], index): [string, Way] => [name, index % 2 === 0 ? 'drag' : 'clicks']),
);
const waysOf = (name: string): readonly Way[] => {
  const only = wayOfRest.get(name);
  return isWhole || only === undefined ? ways : [only];
};

describe('the reference pipelines', () => {
  it('are nine, each built here in one way at least', () => {
    expect(presets).toHaveLength(9);
    expect(presets.map(([name]) => name)).toEqual(expect.arrayContaining(inEveryWay));
  });

  for (const [name, preset] of presets) {
    const { steps, built } = planOf(preset);
    it.each(waysOf(name))(`${name} by %s`, { timeout: 90_000 }, async (way) => {
      const { course } = await showBuilder({ width: 1280 });
      await button('Start empty').click();
      expect(listed()).toEqual([]);
      for (const step of steps) await hands[way](step);
      await expect.element(page.getByText('Saved in this browser.')).toBeVisible();
      // The bytes that the commands alone make: so the ways make the same, and build-plan.test.ts holds them against the preset.
      await expect.poll(() => kept(course)).toBe(JSON.stringify(built));
    });
  }
});
