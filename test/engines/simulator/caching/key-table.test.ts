import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyTable } from '../../../../widgets/engines/simulator/caching/key-table.ts';

const step = fc.tuple(fc.constantFrom('put', 'remove', 'get'), fc.nat(40), fc.nat(1000));

test('KeyTable holds what a Map holds after any steps', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const table = new KeyTable();
      const map = new Map<number, number>();
      for (const [what, key, value] of steps) {
        // Keys that are 2²⁸ apart in their products share a home.
        const wide = key % 2 === 0 ? key : key * 65_536;
        if (what === 'put') {
          table.put(wide, value);
          map.set(wide, value);
        } else if (what === 'remove') {
          table.remove(wide);
          map.delete(wide);
        }
        expect(table.get(wide)).toBe(map.get(wide) ?? -1);
      }
      for (const [key, value] of map) expect(table.get(key)).toBe(value);
      expect(table.count).toBe(map.size);
      table.clear();
      for (const key of map.keys()) expect(table.get(key)).toBe(-1);
    }),
    { numRuns: 300 },
  );
});
