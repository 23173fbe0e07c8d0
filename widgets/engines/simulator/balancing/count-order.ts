import type { HostView } from './balancing-policy.ts';

const ABSENT = -1;

/**
 * Hosts in the order of their active counts. A count goes up or down by one, so a host moves by one swap to the edge of its block, and the hosts with
 * the fewest are always the first block: no search, whatever their number.
 */
export class CountOrder {
  #order = new Int32Array(0);
  /** By host: its place in the order. */
  #place = new Int32Array(0);
  /** By count c: how many hosts have fewer than c; the last entries are the number of hosts. */
  #starts = new Int32Array(2);
  #count = 0;

  rebuild({ list, count, active }: HostView): void {
    let most = 0;
    for (let i = 0; i < count; i++) most = Math.max(most, active[list[i]!]!);
    this.#count = count;
    this.#starts = new Int32Array(most + 3);
    for (let i = 0; i < count; i++) this.#starts[active[list[i]!]! + 1]!++;
    for (let c = 1; c < this.#starts.length; c++) this.#starts[c]! += this.#starts[c - 1]!;
    const next = this.#starts.slice();
    this.#order = new Int32Array(count);
    this.#place = new Int32Array(active.length).fill(ABSENT);
    for (let i = 0; i < count; i++) {
      const host = list[i]!;
      const place = next[active[host]!]!++;
      this.#order[place] = host;
      this.#place[host] = place;
    }
  }

  raised(host: number, before: number): void {
    if (this.#isAbsent(host)) return;
    if (before + 2 >= this.#starts.length) this.#addCounts();
    this.#swap(host, --this.#starts[before + 1]!);
  }

  lowered(host: number, before: number): void {
    if (!this.#isAbsent(host)) this.#swap(host, this.#starts[before]!++);
  }

  /** One of the hosts with the fewest, each as likely; `u` is uniform on [0, 1). */
  chooseLeast(active: Int32Array, u: number): number {
    const least = active[this.#order[0]!]!;
    return this.#order[Math.floor(u * this.#starts[least + 1]!)]!;
  }

  #isAbsent(host: number): boolean {
    return host >= this.#place.length || this.#place[host] === ABSENT;
  }

  #swap(host: number, place: number): void {
    const from = this.#place[host]!;
    const other = this.#order[place]!;
    this.#order[from] = other;
    this.#place[other] = from;
    this.#order[place] = host;
    this.#place[host] = place;
  }

  #addCounts(): void {
    const before = this.#starts;
    this.#starts = new Int32Array(before.length * 2).fill(this.#count);
    this.#starts.set(before);
  }
}
