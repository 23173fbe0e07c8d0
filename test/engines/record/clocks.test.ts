import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHybridTime, nextHybridTime } from '../../../widgets/engines/record/hybrid-clock.ts';
import { uuidV7 } from '../../../widgets/engines/record/uuid.ts';

const wallClock = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.double({ noNaN: true, min: -1e16, max: 1e16 }));

describe('nextHybridTime', () => {
  it('never goes backwards, whatever the wall clock does', () => {
    fc.assert(
      fc.property(fc.array(wallClock, { minLength: 2, maxLength: 60 }), (readings) => {
        let last: string | undefined;
        for (const nowMs of readings) {
          const next = nextHybridTime(last, nowMs);
          expect(isHybridTime(next)).toBe(true);
          if (last !== undefined) expect(next > last).toBe(true);
          last = next;
        }
      }),
    );
  });

  it('follows the wall clock while that goes forwards', () => {
    expect(nextHybridTime(nextHybridTime(undefined, 1000), 2000)).toBe('000000000002000-000000');
  });

  it('counts while the wall clock stands still, and borrows a millisecond when the counter is full', () => {
    expect(nextHybridTime('000000000002000-00000f', 2000)).toBe('000000000002000-000010');
    expect(nextHybridTime('000000000002000-ffffff', 1)).toBe('000000000002001-000000');
  });
});

describe('uuidV7', () => {
  const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });

  it('has the form, version and variant of RFC 9562, and its time in the first 48 bits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), bytes, (nowMs, random) => {
        const id = uuidV7(nowMs, random);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(nowMs);
      }),
    );
  });

  it('gives the example of RFC 9562, appendix A.6', () => {
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });
});
