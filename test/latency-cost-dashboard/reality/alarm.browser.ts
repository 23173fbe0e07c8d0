import { describe, expect, it } from 'vitest';
import { Alarm } from '../../../widgets/latency-cost-dashboard/reality/alarm.ts';

const now = () => performance.now();

describe('Alarm', () => {
  it('never rings early, and rings most moments of a load within a millisecond, where a timer alone would be late by four', async () => {
    const alarm = new Alarm(now);
    const late: number[] = [];
    let due = now() + 20;
    for (let ring = 0; ring < 100; ring++) {
      await new Promise<void>((resolve) => alarm.set(due, resolve));
      late.push(now() - due);
      // Multiples of the golden ratio: gaps of 1 to 9 ms that do not fall into step with anything.
      due = Math.max(now(), due) + 1 + 8 * ((ring * 0.618) % 1);
    }
    alarm.end();
    late.sort((a, b) => a - b);
    expect(late[0]).toBeGreaterThanOrEqual(0);
    // 0.06 ms on an idle machine; a quarter of the moments may fall on another program's turn.
    expect(late[25]).toBeLessThan(1);
  });

  it('rings for the last moment that was set only, be it earlier or later', async () => {
    const alarm = new Alarm(now);
    const rung: string[] = [];
    const start = now();
    alarm.set(start + 5, () => rung.push('replaced by a later'));
    alarm.set(start + 60, () => rung.push('replaced by an earlier'));
    await new Promise<void>((resolve) =>
      alarm.set(start + 10, () => {
        rung.push('set last');
        resolve();
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(rung).toEqual(['set last']);
    alarm.end();
  });
});
