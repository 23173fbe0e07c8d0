import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boostTrees } from '../../src/tools/models/boost.ts';
import { leafStep, predictTrees, type Tree, treeNode, treeValue } from '../../src/tools/models/trees.ts';

const setting = { treeCount: 1, depth: 1, shrinkage: 1, leafRows: 1, ridge: 0 };

describe('boostTrees', () => {
  it('makes the stump and the leaves that are worked out by hand', () => {
    // Four rows, half survived, so the base is log-odds 0 and every row has slope ±1/2 and curvature 1/4. A split after the second row
    // leaves slopes of 1/2 + 1/2 and curvatures of 1/4 + 1/4 on each side: a Newton step of −1 / (1/2) = −2 and +2.
    const rows = [1, 2, 5, 6].map((x) => ({ inputs: [0, x], target: x > 3 ? 1 : 0 }));
    expect(boostTrees(rows, setting)).toEqual({
      base: 0,
      trees: [{ feature: 1, threshold: 3.5, below: { value: -2 }, above: { value: 2 } }],
    });
    // Ridge 1/2 doubles the curvature of each side, shrinkage halves the rest.
    const { trees } = boostTrees(rows, { ...setting, ridge: 0.5, shrinkage: 0.5 });
    expect(trees[0]).toMatchObject({ below: { value: -0.5 }, above: { value: 0.5 } });
  });

  it('starts from the log-odds of the share', () => {
    const rows = Array.from({ length: 5 }, (_, index) => ({ inputs: [0], target: index < 1 ? 1 : 0 }));
    const { base, trees } = boostTrees(rows, setting);
    // A share of 1/5 has odds of 1/4. The base is rounded to a step of the leaves.
    expect(Math.abs(base - Math.log(1 / 4))).toBeLessThanOrEqual(leafStep / 2);
    // One value of the feature leaves nothing to split, and the base is already right.
    expect(Math.abs(treeValue(trees[0]!, [0]))).toBeLessThanOrEqual(leafStep);
  });

  it('never makes a leaf of fewer rows than asked, nor a deeper tree', () => {
    const row = fc.record({
      inputs: fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 3 })),
      target: fc.integer({ min: 0, max: 1 }),
    });
    const rowsOf = fc
      .array(row, { minLength: 8, maxLength: 60 })
      .filter((rows) => rows.some(({ target }) => target === 0) && rows.some(({ target }) => target === 1));
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const { trees } = boostTrees(rows, { treeCount: 3, depth: 2, shrinkage: 0.3, leafRows: 3, ridge: 1 });
        const visit = (tree: Tree, inside: typeof rows, depth: number): void => {
          expect(depth).toBeLessThanOrEqual(2);
          if ('value' in tree) {
            expect(inside.length).toBeGreaterThanOrEqual(3);
            return;
          }
          visit(
            tree.below,
            inside.filter(({ inputs }) => inputs[tree.feature]! <= tree.threshold),
            depth + 1,
          );
          visit(
            tree.above,
            inside.filter(({ inputs }) => inputs[tree.feature]! > tree.threshold),
            depth + 1,
          );
        };
        for (const tree of trees) visit(tree, rows, 0);
      }),
      { numRuns: 50 },
    );
  });

  it('learns exclusive or, which no single question can', () => {
    const rows = Array.from({ length: 40 }, (_, n) => ({
      inputs: [n & 1, (n >> 1) & 1],
      target: (n & 1) ^ ((n >> 1) & 1),
    }));
    // Of an even table no first question gains anything, so one row more breaks the tie.
    rows.push({ inputs: [1, 0], target: 1 });
    const ensemble = boostTrees(rows, { ...setting, treeCount: 20, depth: 2, ridge: 1 });
    for (const { inputs, target } of rows) expect(Math.abs(predictTrees(ensemble, inputs) - target)).toBeLessThan(0.1);
  });
});

describe('treeNode', () => {
  it('numbers the nodes of each tree from its root and names each leaf as a target', () => {
    const tree: Tree = {
      feature: 2,
      threshold: 1.5,
      below: { value: 1 },
      above: { feature: 0, threshold: 3, below: { value: 2 }, above: { value: 4 } },
    };
    const { attributes } = treeNode('x', 'y', { base: 0.5, trees: [{ value: 8 }, tree] });
    const of = (name: string) => {
      const { name: _, ...value } = attributes!.find((attribute) => attribute.name === name)!;
      return Object.values(value)[0];
    };
    expect(of('nodes_treeids')).toEqual([0, 1, 1, 1, 1, 1]);
    expect(of('nodes_nodeids')).toEqual([0, 0, 1, 2, 3, 4]);
    expect(of('nodes_modes')).toEqual(['LEAF', 'BRANCH_LEQ', 'LEAF', 'BRANCH_LEQ', 'LEAF', 'LEAF']);
    expect(of('nodes_truenodeids')).toEqual([0, 1, 0, 3, 0, 0]);
    expect(of('nodes_falsenodeids')).toEqual([0, 2, 0, 4, 0, 0]);
    expect(of('target_nodeids')).toEqual([0, 1, 3, 4]);
    expect(of('target_weights')).toEqual([8, 1, 2, 4]);
  });
});
