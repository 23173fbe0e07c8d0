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

describe('the reference pipelines, each built three ways', () => {
  for (const [name, preset] of presets) {
    const { steps, built } = planOf(preset);
    it.each(Object.keys(hands) as (keyof typeof hands)[])(`${name} by %s`, { timeout: 90_000 }, async (way) => {
      const { course } = await showBuilder({ width: 1280 });
      await button('Start empty').click();
      expect(listed()).toEqual([]);
      for (const step of steps) await hands[way](step);
      await expect.element(page.getByText('Saved in this browser.')).toBeVisible();
      // The bytes that the commands alone make: so the three ways make the same, and build-plan.test.ts holds them against the preset.
      await expect.poll(() => kept(course)).toBe(JSON.stringify(built));
    });
  }
});
