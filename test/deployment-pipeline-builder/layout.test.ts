import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveBetween, edgePath } from '../../widgets/deployment-pipeline-builder/canvas/edge-path.ts';
import { handPlaces } from '../../widgets/deployment-pipeline-builder/canvas/hand-places.ts';
import { laneAt, layOut, nodeSize } from '../../widgets/deployment-pipeline-builder/canvas/layout.ts';
import { asDraft, type Draft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { largePipeline } from '../../src/tools/bench/builder-run/large-pipeline.ts';

/** Pipelines whose ways lead from earlier components to later ones, at some of three places. */
const arbitraryDraft: fc.Arbitrary<Draft> = fc
  .array(
    fc.record({
      place: fc.constantFrom('cloud', 'city', 'phone'),
      to: fc.array(fc.nat({ max: 30 }), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((list) => ({
    components: list.map(({ place, to }, index) => {
      const targets = [...new Set(to.map((step) => index + 1 + step))].filter((target) => target < list.length);
      return {
        id: `c${index}`,
        kind: 'gateway',
        place,
        to: targets.map((target) => ({ id: `c${target}`, weight: 1 })),
      };
    }),
  }));

describe('layOut', () => {
  it('puts no two components over each other, every way leads to the right, and lanes neither overlap nor leave gaps', () => {
    fc.assert(
      fc.property(arbitraryDraft, (draft) => {
        const { places, lanes, width, height } = layOut(draft);
        const boxes = [...places.values()];
        for (const [index, a] of boxes.entries()) {
          for (const b of boxes.slice(index + 1)) {
            const isApart = Math.abs(a.x - b.x) >= nodeSize.width || Math.abs(a.y - b.y) >= nodeSize.height;
            expect(isApart).toBe(true);
          }
        }
        for (const { id, to } of draft.components) {
          for (const target of to as readonly { readonly id: string }[])
            expect(places.get(target.id)!.x).toBeGreaterThan(places.get(id)!.x);
        }
        for (const [index, lane] of lanes.entries()) {
          expect(lane.y).toBe(index === 0 ? 0 : lanes[index - 1]!.y + lanes[index - 1]!.height);
        }
        for (const { x, y } of boxes) expect(x + nodeSize.width <= width && y + nodeSize.height <= height).toBe(true);
      }),
    );
  });

  it('lays a pipeline out the same whatever it is called twice, and a single lane stays one row for a chain', () => {
    const chain: Draft = {
      components: [
        { id: 'a', kind: 'traffic', to: 'b' },
        { id: 'b', kind: 'gateway', to: 'c' },
        { id: 'c', kind: 'gateway' },
      ],
    };
    expect(layOut(chain)).toEqual(layOut(structuredClone(chain)));
    expect(new Set([...layOut(chain).places.values()].map(({ y }) => y)).size).toBe(1);
  });

  it('leaves room where a long way passes by a component', () => {
    const draft: Draft = {
      components: [
        {
          id: 'a',
          kind: 'traffic',
          to: [
            { id: 'b', weight: 1 },
            { id: 'c', weight: 1 },
          ],
        },
        { id: 'b', kind: 'gateway', to: 'c' },
        { id: 'c', kind: 'gateway' },
      ],
    };
    const { places } = layOut(draft);
    const way = edgePath(places.get('a')!, places.get('c')!).pointAt(0.5);
    const passed = places.get('b')!;
    expect(way.y < passed.y || way.y > passed.y + nodeSize.height).toBe(true);
  });

  it('lays out 200 components and 300 ways', () => {
    const draft = asDraft(largePipeline())!;
    expect(draft.components).toHaveLength(200);
    expect(layOut(draft).places.size).toBe(200);
  });
});

describe('laneAt and handPlaces', () => {
  const draft: Draft = {
    components: [
      { id: 'users', kind: 'traffic', place: 'city', to: 'model' },
      { id: 'model', kind: 'modelServer' },
    ],
  };
  const layout = layOut(draft);

  it('laneAt names the lane at a height, the first above all and the last below all', () => {
    const [city, cloud] = layout.lanes;
    expect(laneAt(layout.lanes, -100)).toBe(city);
    expect(laneAt(layout.lanes, city!.height - 1)).toBe(city);
    expect(laneAt(layout.lanes, city!.height)).toBe(cloud);
    expect(laneAt(layout.lanes, 1e6)).toBe(cloud);
    expect(laneAt([], 0)).toBeUndefined();
  });

  it('handPlaces keeps what was moved by hand within its lane and leaves the rest where the layout put it', () => {
    const moved = handPlaces(layout, draft, new Map([['model', { x: 700, y: 1e4 }]]));
    const cloud = layout.lanes[1]!;
    expect(moved.get('users')).toEqual(layout.places.get('users'));
    expect(moved.get('model')).toEqual({ x: 700, y: cloud.y + cloud.height - nodeSize.height });
  });
});

describe('curveBetween', () => {
  it('begins and ends where it is told to, and leaves and arrives level', () => {
    const curve = curveBetween({ x: 0, y: 0 }, { x: 100, y: 60 });
    expect(curve.pointAt(0)).toEqual({ x: 0, y: 0 });
    expect(curve.pointAt(1)).toEqual({ x: 100, y: 60 });
    expect(curve.pointAt(0.5)).toEqual({ x: 50, y: 30 });
    expect(curve.d).toBe('M0,0 C50,0 50,60 100,60');
    // A slope of the order of the step: 3·s²·60 over 1.5·s·100 at the start.
    expect(curve.pointAt(0.01).y / curve.pointAt(0.01).x).toBeLessThan(0.02);
  });
});
