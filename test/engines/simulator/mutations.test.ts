import { describe, expect, test } from 'vitest';
import { makeBases } from '../../../src/tools/fuzz/bases.ts';
import { Dice } from '../../../src/tools/fuzz/dice.ts';
import { judge } from '../../../src/tools/fuzz/judge.ts';
import { mutate } from '../../../src/tools/fuzz/mutate.ts';
import { runFuzz } from '../../../src/tools/fuzz/run-fuzz.ts';
import { componentKinds } from '../../../widgets/engines/simulator/components/index.ts';
import { families } from '../../../src/reference/families.ts';

/** Of 10,000 that `npm run fuzz` judges. */
const COUNT = 1000;

describe('mutated scenarios', () => {
  const bases = makeBases();

  test('the bases hold every component kind and every choice of every family', () => {
    const text = JSON.stringify(bases);
    const wanted = [
      ...componentKinds.map(({ kind }) => `"kind":"${kind}"`),
      ...families.flatMap(({ chooser, entries }) => entries.map(({ name }) => `"${chooser}":"${name}"`)),
    ];
    expect(wanted.filter((part) => !text.includes(part))).toEqual([]);
  });

  test('a mutation is the same for the same seed, and changes the base', () => {
    const of = (seed: number) => mutate(bases[0], new Dice(seed));
    const show = (seed: number) => {
      try {
        return JSON.stringify(of(seed));
      } catch {
        return 'holds itself';
      }
    };
    const seeds = Array.from({ length: 50 }, (_, seed) => seed);
    expect(seeds.map(show)).toEqual(seeds.map(show));
    expect(seeds.filter((seed) => show(seed) === JSON.stringify(bases[0])).length).toBeLessThan(10);
  });

  test(`each of ${COUNT} is refused with path, expected, found and fix, or runs with finite numbers that add up: no hang, no crash`, {
    timeout: 300_000,
  }, async () => {
    const { outcomes, faults } = await runFuzz(0, COUNT, 2);
    expect(faults).toEqual([]);
    // Both ways must be taken often, or the mutations test nothing.
    expect(outcomes['refused']).toBeGreaterThan(COUNT / 10);
    expect(outcomes['ran']).toBeGreaterThan(COUNT / 10);
  });

  test.each([
    [
      'a document inside itself',
      () => {
        const document: Record<string, unknown> = { components: [] };
        document['components'] = document;
        return document;
      },
    ],
    ['nothing', () => undefined],
    ['a list', () => []],
    ['a function', () => () => 1],
    ['text', () => '{}'],
    ['a list with holes', () => ({ components: new Array(3), run: {} })],
    ['a thousand levels', () => Array.from({ length: 1000 }).reduce<unknown>((inner) => ({ components: [inner] }), 1)],
  ])('judge finds %s refused', (_name, make) => {
    expect(judge(make())).toEqual({ outcome: 'refused' });
  });
});
