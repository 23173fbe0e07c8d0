import * as z from '../../../kit/zod.ts';
import { anyHost, defineBalancing, type HostView } from './balancing-policy.ts';
import { hash32, hashOfKey } from './hash.ts';
import { ringSize } from './parameters.ts';

/** Points on a ring of 32 bits, each of one host; a key belongs to the first point at or after it. */
class Ring {
  #points = new Float64Array(0);
  #hosts = new Int32Array(0);

  /** Each host has points in proportion to its weight, at least one. The points of a host stay where they are when another comes or goes; only their number changes. */
  rebuild({ list, count, weights }: HostView, size: number): void {
    let total = 0;
    for (let i = 0; i < count; i++) total += weights ? weights[list[i]!]! : 1;
    const points: [number, number][] = [];
    for (let i = 0; i < count; i++) {
      const host = list[i]!;
      const share = Math.max(1, Math.round((size * (weights ? weights[host]! : 1)) / total));
      for (let point = 0; point < share; point++) points.push([hash32(point, host + 1), host]);
    }
    points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    this.#points = Float64Array.from(points, (point) => point[0]);
    this.#hosts = Int32Array.from(points, (point) => point[1]);
  }

  hostOf(key: number): number {
    const target = hashOfKey(key);
    let low = 0;
    let high = this.#points.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#points[middle]! >= target) high = middle;
      else low = middle + 1;
    }
    return this.#hosts[low === this.#points.length ? 0 : low]!;
  }
}

/** Consistent hashing on a ring. */
export const ringHash = defineBalancing({
  name: 'ringHash',
  label: 'Ring hash',
  meaning: 'The replica that the key of the request falls to on a ring of hashes; a request without a key goes to any.',
  parameters: { ringSize },
  optional: ['ringSize'],
  shape: { ringSize: z.optional(ringSize.schema) },
  schema: z.strictObject({ policy: z.literal('ringHash'), ringSize: z.optional(ringSize.schema) }),
  example: { policy: 'ringHash' },
  create(settings, stream) {
    const ring = new Ring();
    const size = settings.ringSize ?? 1024;
    return {
      choose: (hosts, key) => (key < 0 ? anyHost(hosts, stream) : ring.hostOf(key)),
      hostsChanged: (hosts) => ring.rebuild(hosts, size),
    };
  },
});
