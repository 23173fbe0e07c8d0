import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LoadTree } from '../../../../widgets/engines/simulator/stations/load-tree.ts';

test('LoadTree names the least loaded replica, the lowest index among equals, after every change', () => {
  const changes = fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: -3, max: 3 })), { maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), changes, (replicas, made) => {
      const tree = new LoadTree(replicas);
      const loads = new Array<number>(replicas).fill(0);
      for (const [at, by] of made) {
        const replica = at % replicas;
        const change = Math.max(by, -loads[replica]!);
        loads[replica]! += change;
        tree.change(replica, change);
        expect(tree.least).toBe(loads.indexOf(Math.min(...loads)));
      }
    }),
  );
});
