import { describe, expect, test } from 'vitest';
import { codel } from '../../../../widgets/engines/simulator/guards/codel.ts';
import { deadlineDrop } from '../../../../widgets/engines/simulator/guards/deadline-drop.ts';
import { priorityShedding } from '../../../../widgets/engines/simulator/guards/priority-shedding.ts';
import type { Shedder } from '../../../../widgets/engines/simulator/guards/shedder.ts';

const newCodel = (settings: object = {}) => codel.create(codel.schema.parse({ policy: 'codel', ...settings }));

/** Dequeues at `now` from a queue in which every request has waited for `waited` and enough are left; gives how many are dropped before one is served. */
function dequeue(shedder: Shedder, now: number, waited: number, left = 1000): number {
  let dropped = 0;
  while (shedder.drops(now, now - waited, Infinity, left - dropped)) dropped++;
  return dropped;
}

describe('codel', () => {
  /** One dequeue every 10 ms, waits of 20 ms: above the target from 0 s on. First drop after 100 ms, then the gaps of RFC 8289: 100/√n ms. */
  test('drops first when waits were above the target for an interval, then after 100/√n ms', () => {
    const shedder = newCodel();
    const drops: number[] = [];
    for (let step = 0; step <= 60; step++) if (dequeue(shedder, step * 0.01, 0.02) > 0) drops.push(step * 10);
    // The control law from 100 ms: 200, 270.7, 328.4, 378.4, 423.2, 464.0, 501.8, 537.1, 570.5, … each at the next dequeue.
    expect(drops).toEqual([100, 200, 280, 330, 380, 430, 470, 510, 540, 580]);
  });

  test('drops several in one dequeue when it is late for them', () => {
    const shedder = newCodel();
    for (let step = 0; step <= 10; step++) dequeue(shedder, step * 0.01, 0.02);
    // Due at 200, 270.7, 328.4, 378.4 ms and not at 423.2 ms.
    expect(dequeue(shedder, 0.4, 0.02)).toBe(4);
  });

  test('stops when a wait is below the target, and starts again near its old rate when it must soon after', () => {
    const shedder = newCodel();
    for (let step = 0; step <= 38; step++) dequeue(shedder, step * 0.01, 0.02);
    expect(dequeue(shedder, 0.39, 0.001)).toBe(0);
    // Above the target again from 400 ms on, so dropping from 500 ms on: 5 drops so far, one more than at the start, so n goes on from 4.
    for (let step = 40; step < 50; step++) expect(dequeue(shedder, step * 0.01, 0.02)).toBe(0);
    expect(dequeue(shedder, 0.5, 0.02)).toBe(1);
    expect(dequeue(shedder, 0.549, 0.02)).toBe(0);
    // 100/√4 ms later.
    expect(dequeue(shedder, 0.55, 0.02)).toBe(1);
  });

  test('leaves a queue alone whose waits fall below the target once in an interval, and one of a single request', () => {
    const shedder = newCodel();
    for (let step = 0; step <= 100; step++) expect(dequeue(shedder, step * 0.01, step % 9 === 0 ? 0.004 : 0.5)).toBe(0);
    const lone = newCodel();
    for (let step = 0; step <= 100; step++) expect(dequeue(lone, step * 0.01, 5, 1)).toBe(0);
  });
});

describe('deadlineDrop', () => {
  test('drops a request whose answer would come after its deadline, and no other', () => {
    const shedder = deadlineDrop.create(deadlineDrop.schema.parse({ policy: 'deadline', marginSeconds: 0.1 }));
    expect(shedder.drops(1, 0, 1.1, 5)).toBe(false);
    expect(shedder.drops(1.000001, 0, 1.1, 5)).toBe(true);
    expect(shedder.drops(1e9, 0, Infinity, 5)).toBe(false);
  });
});

describe('priorityShedding', () => {
  test('turns a class away from its fill on, and lower classes with it', () => {
    const shedder = priorityShedding.create(
      priorityShedding.schema.parse({
        policy: 'priority',
        classes: [
          { class: 4, above: 0.5 },
          { class: 2, above: 0.8 },
        ],
      }),
    );
    expect([1, 2, 3, 4, 200].map((each) => shedder.refuses(each, 0.5))).toEqual([false, false, false, true, true]);
    expect([1, 2, 3, 4, 200].map((each) => shedder.refuses(each, 0.8))).toEqual([false, true, true, true, true]);
    expect(shedder.refuses(1, 1)).toBe(false);
  });

  test('refuses thresholds that would shed a higher class before a lower one', () => {
    const parse = (classes: unknown) => priorityShedding.schema.safeParse({ policy: 'priority', classes }).success;
    expect(
      parse([
        { class: 2, above: 0.4 },
        { class: 3, above: 0.5 },
      ]),
    ).toBe(false);
    expect(
      parse([
        { class: 2, above: 0.5 },
        { class: 2, above: 0.5 },
      ]),
    ).toBe(false);
    expect(
      parse([
        { class: 2, above: 0.5 },
        { class: 3, above: 0.5 },
      ]),
    ).toBe(true);
  });
});
