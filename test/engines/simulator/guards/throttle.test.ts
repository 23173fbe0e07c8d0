import { describe, expect, test } from 'vitest';
import { sreThrottle } from '../../../../widgets/engines/simulator/guards/sre-throttle.ts';

const throttle = (settings: object = {}) =>
  sreThrottle.create(sreThrottle.schema.parse({ policy: 'sre', ...settings }));

describe('sreThrottle', () => {
  test('rejects with max(0, (requests − 2 accepts) / (requests + 1)) over two minutes', () => {
    const client = throttle();
    expect(client.rejectionAt(0)).toBe(0);
    for (let i = 0; i < 10; i++) expect(client.admits(0, 0.999)).toBe(true);
    // 10 requests, none accepted.
    expect(client.rejectionAt(0)).toBe(10 / 11);
    for (let i = 0; i < 4; i++) client.ended(1, true);
    for (let i = 0; i < 6; i++) client.ended(1, false);
    expect(client.rejectionAt(1)).toBe(2 / 11);
    client.ended(1, true);
    expect(client.rejectionAt(1)).toBe(0);
  });

  test('counts a request that it holds back, and holds it back when the draw is below the probability', () => {
    const client = throttle({ multiplier: 1 });
    client.admits(0, 0.9);
    expect(client.rejectionAt(0)).toBe(1 / 2);
    expect(client.admits(0, 0.49)).toBe(false);
    expect(client.rejectionAt(0)).toBe(2 / 3);
    expect(client.admits(0, 2 / 3)).toBe(true);
  });

  test('forgets what is older than its window, in pieces', () => {
    const client = throttle({ windowSeconds: 10, buckets: 10 });
    for (let i = 0; i < 9; i++) client.admits(0.5, 0.999);
    expect(client.rejectionAt(9.99)).toBe(9 / 10);
    expect(client.rejectionAt(10)).toBe(0);
  });
});
