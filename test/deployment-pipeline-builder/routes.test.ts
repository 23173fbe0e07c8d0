import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftRoute } from '../../widgets/deployment-pipeline-builder/draft.ts';
import {
  addRoute,
  dropRoute,
  expandRoute,
  leadsTo,
  routeShares,
  routesOf,
  withRoutes,
} from '../../widgets/deployment-pipeline-builder/routes.ts';

const weight = fc.double({ min: 0.01, max: 100, noNaN: true });
const routes = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 })
  .chain((ids) => fc.tuple(...ids.map((id) => weight.map((value) => ({ id, weight: value })))));
const shareOf = (list: readonly DraftRoute[], id: string) =>
  routeShares(list)[list.findIndex((route) => route.id === id)] ?? 0;
// Weights are written with four decimals. Four shares, each rounded by at most 0.00005, move a share by at most 5 · 0.00005.
const rounding = 3e-4;

describe('addRoute', () => {
  it('gives the new way an equal share and leaves the others in their proportions', () => {
    fc.assert(
      fc.property(routes, (before) => {
        const after = addRoute(before, 'new');
        expect(Math.abs(shareOf(after, 'new') - 1 / (before.length + 1))).toBeLessThan(rounding);
        for (const { id } of before)
          expect(
            Math.abs(shareOf(after, id) - shareOf(before, id) * (before.length / (before.length + 1))),
          ).toBeLessThan(rounding);
      }),
    );
  });
});

describe('dropRoute', () => {
  it('takes back what addRoute did', () => {
    fc.assert(
      fc.property(routes, (before) => {
        const after = dropRoute(addRoute(before, 'new'), 'new');
        for (const { id } of before)
          expect(Math.abs(shareOf(after, id) - shareOf(before, id))).toBeLessThan(2 * rounding);
      }),
    );
  });
});

describe('expandRoute', () => {
  it('sends the share of the component that goes on to where it led', () => {
    const before = [
      { id: 'gone', weight: 3 },
      { id: 'b', weight: 1 },
    ];
    const after = expandRoute(before, 'gone', [
      { id: 'a', weight: 2 },
      { id: 'b', weight: 1 },
    ]);
    expect(after).toEqual([
      { id: 'a', weight: 2 },
      { id: 'b', weight: 2 },
    ]);
  });
  it('drops the way when the component led nowhere', () => {
    expect(
      expandRoute(
        [
          { id: 'gone', weight: 1 },
          { id: 'b', weight: 1 },
        ],
        'gone',
        [],
      ),
    ).toEqual([{ id: 'b', weight: 1 }]);
  });
});

describe('withRoutes', () => {
  it('writes the shortest form of the format, which routesOf reads back', () => {
    const component = { id: 'x', kind: 'gateway', to: 'old' };
    expect(withRoutes(component, [])).toEqual({ id: 'x', kind: 'gateway' });
    expect(withRoutes(component, [{ id: 'a', weight: 0.3 }])).toEqual({ id: 'x', kind: 'gateway', to: 'a' });
    const two = [
      { id: 'a', weight: 0.3 },
      { id: 'b', weight: 0.7 },
    ];
    expect(routesOf(withRoutes(component, two))).toEqual(two);
  });
});

describe('leadsTo', () => {
  it('follows ways through any number of components and stops at a cycle', () => {
    const draft = {
      components: [
        { id: 'a', kind: 'gateway', to: 'b' },
        { id: 'b', kind: 'gateway', to: 'c' },
        { id: 'c', kind: 'gateway', to: 'b' },
      ],
    };
    expect(leadsTo(draft, 'a', 'c')).toBe(true);
    expect(leadsTo(draft, 'b', 'a')).toBe(false);
  });
});
