import type { EvictionPolicy } from './eviction-policy.ts';
import { KeyTable } from './key-table.ts';
import { SlotOrder } from './slot-order.ts';

const NONE = -1;
const FIRST_SLOTS = 64;

/** What a store may hold at once; Infinity where nothing bounds it. */
export interface StoreCapacity {
  readonly items: number;
  readonly bytes: number;
}

/** The entries of a cache: by key, in the order in which they make room, within a capacity. Every step takes constant time and allocates nothing. */
export class CacheStore {
  /** By slot of an entry: its key, when its value was stored and until when it is fresh, in seconds, its size, and how good it is (NaN where nobody says). */
  key = new Int32Array(0);
  storedAt = new Float64Array(0);
  freshUntil = new Float64Array(0);
  bytesOf = new Float64Array(0);
  quality = new Float64Array(0);
  count = 0;
  bytes = 0;
  /** Entries that made room for others. */
  evictions = 0;
  readonly #capacity: StoreCapacity;
  readonly #policy: EvictionPolicy;
  readonly #slots = new KeyTable();
  readonly #order = new SlotOrder();
  /** Free slots, linked. */
  #nextFree = new Int32Array(0);
  #free = NONE;
  #used = 0;

  constructor(policy: EvictionPolicy, capacity: StoreCapacity) {
    this.#policy = policy;
    this.#capacity = capacity;
    this.#grow(Math.min(FIRST_SLOTS, capacity.items));
  }

  /** Slot of the key's entry, fresh or not; −1 when there is none. */
  find(key: number): number {
    return this.#slots.get(key);
  }

  /** The entry was read. */
  hit(slot: number): void {
    if (this.#policy.movesOnHit) this.#order.moveToEnd(slot);
  }

  /** The time of an entry starts anew. */
  renew(slot: number, freshUntil: number): void {
    this.freshUntil[slot] = freshUntil;
    if (this.#policy.movesOnRenewal) this.#order.moveToEnd(slot);
  }

  /**
   * Stores a value for the key, in the place of the one before; others make room as long as there is too little. Gives the slot, −1 for a value that is
   * larger than the whole store.
   */
  store(key: number, now: number, freshUntil: number, bytes: number): number {
    const before = this.#slots.get(key);
    if (before !== NONE) this.remove(before);
    if (bytes > this.#capacity.bytes) return NONE;
    while (this.count >= this.#capacity.items || this.bytes + bytes > this.#capacity.bytes) {
      this.remove(this.#order.oldest);
      this.evictions++;
    }
    const slot = this.#takeSlot();
    this.key[slot] = key;
    this.storedAt[slot] = now;
    this.freshUntil[slot] = freshUntil;
    this.bytesOf[slot] = bytes;
    this.quality[slot] = Number.NaN;
    this.#slots.put(key, slot);
    this.#order.append(slot);
    this.count++;
    this.bytes += bytes;
    return slot;
  }

  remove(slot: number): void {
    this.#slots.remove(this.key[slot]!);
    this.#order.remove(slot);
    this.#nextFree[slot] = this.#free;
    this.#free = slot;
    this.count--;
    this.bytes -= this.bytesOf[slot]!;
  }

  /** Where the order is that of their ends: drops the entries that were fresh until `time` or before. Elsewhere they keep their place until they are asked for. */
  removeEnded(time: number): void {
    if (!this.#policy.isOrderedByEnd) return;
    for (let slot = this.#order.oldest; slot !== NONE && this.freshUntil[slot]! <= time; slot = this.#order.oldest)
      this.remove(slot);
  }

  /** Forgets everything, as a restart does. */
  clear(): void {
    this.#slots.clear();
    this.#order.clear();
    this.#free = NONE;
    this.#used = 0;
    this.count = 0;
    this.bytes = 0;
  }

  #takeSlot(): number {
    const slot = this.#free;
    if (slot !== NONE) {
      this.#free = this.#nextFree[slot]!;
      return slot;
    }
    if (this.#used === this.key.length) this.#grow(Math.min(2 * this.#used, this.#capacity.items));
    return this.#used++;
  }

  #grow(capacity: number): void {
    const { key, storedAt, freshUntil, bytesOf, quality } = this;
    this.key = new Int32Array(capacity);
    this.key.set(key);
    this.storedAt = new Float64Array(capacity);
    this.storedAt.set(storedAt);
    this.freshUntil = new Float64Array(capacity);
    this.freshUntil.set(freshUntil);
    this.bytesOf = new Float64Array(capacity);
    this.bytesOf.set(bytesOf);
    this.quality = new Float64Array(capacity);
    this.quality.set(quality);
    const nextFree = this.#nextFree;
    this.#nextFree = new Int32Array(capacity);
    this.#nextFree.set(nextFree);
    this.#order.grow(capacity);
  }
}
