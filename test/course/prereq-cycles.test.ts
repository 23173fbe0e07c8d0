import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPrereqCycles } from '../../src/course/prereq-cycles.ts';

const graphOf = (edges: Readonly<Record<string, string[]>>) => new Map(Object.entries(edges));

describe('findPrereqCycles', () => {
  it('finds nothing where two ways lead to one lesson', () => {
    expect(findPrereqCycles(graphOf({ a: ['b', 'c'], b: ['d'], c: ['d'], d: ['elsewhere'] }))).toEqual([]);
  });

  it('names each lesson along a cycle, the first one again at its end', () => {
    expect(findPrereqCycles(graphOf({ a: ['b'], b: ['c'], c: ['b'] }))).toEqual([['b', 'c', 'b']]);
    expect(findPrereqCycles(graphOf({ a: ['a'] }))).toEqual([['a', 'a']]);
  });

  it('follows a chain of 100,000 lessons', () => {
    const chain = new Map(Array.from({ length: 100_000 }, (_, index) => [`${index}`, [`${index + 1}`]]));
    expect(findPrereqCycles(chain)).toEqual([]);
  });

  it('finds a cycle exactly where no order of the lessons exists, and every cycle it names is one', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const anyGraph = fc
      .tuple(...ids.map(() => fc.subarray(ids)))
      .map((lists) => new Map(ids.map((id, index) => [id, lists[index]!])));
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const cycles = findPrereqCycles(graph);
        expect(cycles.length === 0).toBe(hasOrder(graph));
        for (const cycle of cycles) {
          expect(cycle.at(-1)).toBe(cycle[0]);
          for (let step = 1; step < cycle.length; step++) expect(graph.get(cycle[step - 1]!)).toContain(cycle[step]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** Takes lessons whose prerequisites have all been taken, until none is left or none can be taken (Kahn). */
function hasOrder(graph: ReadonlyMap<string, readonly string[]>): boolean {
  const taken = new Set<string>();
  for (let before = -1; before < taken.size; ) {
    before = taken.size;
    for (const [id, prereqs] of graph) if (prereqs.every((prereq) => taken.has(prereq))) taken.add(id);
  }
  return taken.size === graph.size;
}
