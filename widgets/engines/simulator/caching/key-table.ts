const NOTHING = -1;
const FIRST_SIZE = 16;
/** 2³² divided by the golden ratio: multiples of it spread consecutive keys evenly (Knuth, The Art of Computer Programming, volume 3, section 6.4). */
const SPREAD = 0x9e3779b1;

/**
 * A number from 0 for each of some keys from 0: open addressing with linear probing in typed arrays, at most half full, so that a look-up touches one or
 * two places and allocates nothing (Knuth, volume 3, section 6.4, algorithms L and R).
 */
export class KeyTable {
  count = 0;
  #keys = new Int32Array(FIRST_SIZE).fill(NOTHING);
  #values = new Int32Array(FIRST_SIZE);
  #mask = FIRST_SIZE - 1;
  /** Keeps the upper bits of the product, which depend on all bits of the key. */
  #shift = 28;

  /** What was put for the key, −1 for nothing. */
  get(key: number): number {
    const place = this.#placeOf(key);
    return this.#keys[place] === key ? this.#values[place]! : NOTHING;
  }

  /** `value` is a whole number from 0; it takes the place of what was put before. */
  put(key: number, value: number): void {
    let place = this.#placeOf(key);
    if (this.#keys[place] === NOTHING) {
      if (2 * (this.count + 1) > this.#keys.length) {
        this.#grow();
        place = this.#placeOf(key);
      }
      this.#keys[place] = key;
      this.count++;
    }
    this.#values[place] = value;
  }

  /** Later keys of the same run of places move up, so that no look-up stops short of them. */
  remove(key: number): void {
    let hole = this.#placeOf(key);
    if (this.#keys[hole] === NOTHING) return;
    const mask = this.#mask;
    for (let place = (hole + 1) & mask; this.#keys[place] !== NOTHING; place = (place + 1) & mask) {
      const home = this.#homeOf(this.#keys[place]!);
      // It may move when the hole lies between its home and its place, going round.
      if (((place - home) & mask) < ((place - hole) & mask)) continue;
      this.#keys[hole] = this.#keys[place]!;
      this.#values[hole] = this.#values[place]!;
      hole = place;
    }
    this.#keys[hole] = NOTHING;
    this.count--;
  }

  clear(): void {
    this.#keys.fill(NOTHING);
    this.count = 0;
  }

  #homeOf(key: number): number {
    return Math.imul(key, SPREAD) >>> this.#shift;
  }

  /** Where the key is, or the free place where it would go. */
  #placeOf(key: number): number {
    const keys = this.#keys;
    let place = this.#homeOf(key);
    while (keys[place] !== key && keys[place] !== NOTHING) place = (place + 1) & this.#mask;
    return place;
  }

  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    this.#keys = new Int32Array(2 * keys.length).fill(NOTHING);
    this.#values = new Int32Array(2 * keys.length);
    this.#mask = this.#keys.length - 1;
    this.#shift--;
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === NOTHING) continue;
      const place = this.#placeOf(keys[i]!);
      this.#keys[place] = keys[i]!;
      this.#values[place] = values[i]!;
    }
  }
}
