import type { BalancingPolicy, HostView } from '../balancing/balancing-policy.ts';
import { snap } from '../snap.ts';

const FIRST_CAPACITY = 8;

/**
 * What one balancer knows of the replicas: which are ready, and how many requests it has at each; now, or as of the last snapshot. Snapshots are of
 * the whole multiples of their age, after all that happens at that moment. They cost no event: between a multiple and the next change nothing
 * changes, so the state just before that change is the snapshot, and only the replicas that changed since the last one are copied.
 */
export class HostTable implements HostView {
  list = new Int32Array(FIRST_CAPACITY);
  count = 0;
  active = new Int32Array(FIRST_CAPACITY);
  weights: Float64Array | null = null;
  readonly #snapshotAgeSeconds: number;
  #nextSnapshotAt: number;
  /** Replicas that changed since the last snapshot. */
  #changed = new Int32Array(FIRST_CAPACITY);
  #changedCount = 0;
  #isChanged = new Uint8Array(FIRST_CAPACITY);
  readonly #cycle: readonly number[] | undefined;
  /** By replica: active requests as they are now. The same column as `active` when that is never stale. */
  #live = this.active;

  /** `cycle`: the weights by replica, over again when there are more. */
  constructor(snapshotAgeSeconds: number, cycle: readonly number[] | undefined) {
    this.#snapshotAgeSeconds = snapshotAgeSeconds;
    this.#nextSnapshotAt = snapshotAgeSeconds;
    this.#cycle = cycle;
    if (this.#isStale) this.#live = new Int32Array(FIRST_CAPACITY);
    this.#fillWeights();
  }

  get #isStale(): boolean {
    return this.#snapshotAgeSeconds > 0;
  }

  /** In the order in which they became ready. */
  add(host: number): void {
    while (host >= this.#live.length || this.count === this.list.length) this.#grow();
    this.list[this.count++] = host;
    this.active[host] = this.#live[host]!;
  }

  remove(host: number): void {
    const place = this.list.indexOf(host);
    if (place < 0 || place >= this.count) return;
    this.list.copyWithin(place, place + 1, this.count--);
  }

  /** Counts a request that was sent or came back, and tells the policy what it can see of that. */
  change(host: number, by: 1 | -1, now: number, policy: BalancingPolicy, isWatching: boolean): void {
    if (this.#isStale) {
      this.refresh(now, policy, isWatching);
      this.#live[host]! += by;
      if (this.#isChanged[host] === 1) return;
      this.#isChanged[host] = 1;
      this.#changed[this.#changedCount++] = host;
      return;
    }
    const before = this.#live[host]!;
    this.#live[host] = before + by;
    if (isWatching) policy.activeChanged?.(this, host, before);
  }

  /** Takes the snapshot that is due, if one is; to be called before anything changes and before a choice. */
  refresh(now: number, policy: BalancingPolicy, isWatching: boolean): void {
    if (!this.#isStale || now <= this.#nextSnapshotAt) return;
    for (let i = 0; i < this.#changedCount; i++) {
      const host = this.#changed[i]!;
      this.#isChanged[host] = 0;
      while (this.active[host] !== this.#live[host]) {
        const before = this.active[host]!;
        this.active[host] = before + Math.sign(this.#live[host]! - before);
        if (isWatching) policy.activeChanged?.(this, host, before);
      }
    }
    this.#changedCount = 0;
    let number = Math.floor(now / this.#snapshotAgeSeconds);
    if (snap(number * this.#snapshotAgeSeconds) < now) number++;
    this.#nextSnapshotAt = Math.max(now, snap(number * this.#snapshotAgeSeconds));
  }

  #fillWeights(): void {
    const cycle = this.#cycle;
    if (cycle) this.weights = Float64Array.from(this.#live, (_, host) => cycle[host % cycle.length]!);
  }

  #grow(): void {
    const capacity = this.#live.length * 2;
    const { list, active } = this;
    const live = this.#live;
    this.list = new Int32Array(capacity);
    this.list.set(list);
    this.active = new Int32Array(capacity);
    this.active.set(active);
    this.#live = this.#isStale ? new Int32Array(capacity) : this.active;
    this.#live.set(live);
    const changed = this.#changed;
    this.#changed = new Int32Array(capacity);
    this.#changed.set(changed);
    const isChanged = this.#isChanged;
    this.#isChanged = new Uint8Array(capacity);
    this.#isChanged.set(isChanged);
    this.#fillWeights();
  }
}
