import { NO_REQUEST, type RequestPool } from '../request-pool.ts';
import { NewestFirst } from './newest-first.ts';

/** Provisioned instances are taken before all others: their rank lies above every creation number. */
const PROVISIONED = 2 ** 52;

/**
 * Execution environments of a function, as slots in columns: starting → idle ⇄ busy, and gone when the idle time is over. The newest instance with
 * room is the next to get work, so that the oldest may expire (SimFaaS, ServerlessSimulator.schedule_warm_instance).
 */
export class FunctionInstances {
  /** How many there are: starting, idle and busy. */
  count = 0;
  /** By slot: requests that it holds, whether served or waiting for its start. */
  held = new Int32Array(16);
  /** By slot: since when it has had work, and so is paid for. */
  activeSince = new Float64Array(16);
  /** By slot: since when it has had none. */
  idleSince = new Float64Array(16);
  /** By slot: 1 once its cold start is over. */
  isReady = new Uint8Array(16);
  isProvisioned = new Uint8Array(16);
  /** By slot: 1 while its one timer for the end of idleness is pending. */
  isTimed = new Uint8Array(16);
  readonly #perInstance: number;
  readonly #readyWithRoom = new NewestFirst();
  readonly #startingWithRoom = new NewestFirst();
  #rank = new Float64Array(16);
  /** By slot: the requests that wait for its start, linked through the pool's `next`; the head doubles as the free list. */
  #head = new Int32Array(16);
  #tail = new Int32Array(16);
  #free = -1;
  #used = 0;
  #created = 0;

  /** Each instance serves up to `perInstance` requests at the same time. */
  constructor(perInstance: number) {
    this.#perInstance = perInstance;
  }

  /** Slots ever used. */
  get used(): number {
    return this.#used;
  }

  /** The newest ready instance with room, or −1. */
  get newestReady(): number {
    return this.#readyWithRoom.top;
  }

  /** The newest starting instance with room, or −1. */
  get newestStarting(): number {
    return this.#startingWithRoom.top;
  }

  /** Adds an instance without work and gives its slot. */
  create(now: number, isReady: boolean, isProvisioned: boolean): number {
    let slot = this.#free;
    if (slot < 0) {
      if (this.#used === this.held.length) this.#grow();
      slot = this.#used++;
    } else this.#free = this.#head[slot]!;
    this.held[slot] = 0;
    this.activeSince[slot] = now;
    this.idleSince[slot] = now;
    this.isReady[slot] = isReady ? 1 : 0;
    this.isProvisioned[slot] = isProvisioned ? 1 : 0;
    this.isTimed[slot] = 0;
    this.#rank[slot] = this.#created++ + (isProvisioned ? PROVISIONED : 0);
    this.#head[slot] = NO_REQUEST;
    this.count++;
    this.#withRoom(slot).push(slot, this.#rank[slot]!);
    return slot;
  }

  /** Takes away an instance without work. */
  remove(slot: number): void {
    this.#withRoom(slot).remove(slot);
    this.count--;
    this.held[slot] = 0;
    this.#head[slot] = this.#free;
    this.#free = slot;
  }

  /** How many there are in each state: for who watches the run. */
  states(): { readonly starting: number; readonly idle: number; readonly busy: number } {
    let starting = 0;
    let busy = 0;
    for (let slot = 0; slot < this.#used; slot++) {
      if (this.held[slot] === 0) continue;
      if (this.isReady[slot] === 1) busy++;
      else starting++;
    }
    return { starting, idle: this.count - starting - busy, busy };
  }

  /** Gives an instance with room one more request. */
  hold(slot: number): void {
    if (++this.held[slot]! === this.#perInstance) this.#withRoom(slot).remove(slot);
  }

  /** A request of this instance is done. */
  letGo(slot: number): void {
    if (this.held[slot]!-- === this.#perInstance) this.#readyWithRoom.push(slot, this.#rank[slot]!);
  }

  /** A request that the starting instance holds waits for its start. */
  wait(pool: RequestPool, slot: number, request: number): void {
    pool.next[request] = NO_REQUEST;
    if (this.#head[slot] === NO_REQUEST) this.#head[slot] = request;
    else pool.next[this.#tail[slot]!] = request;
    this.#tail[slot] = request;
  }

  /** The start is over: gives the first of the linked requests that waited for it. */
  becomeReady(slot: number): number {
    this.#startingWithRoom.remove(slot);
    this.isReady[slot] = 1;
    if (this.held[slot]! < this.#perInstance) this.#readyWithRoom.push(slot, this.#rank[slot]!);
    const first = this.#head[slot]!;
    this.#head[slot] = NO_REQUEST;
    return first;
  }

  #withRoom(slot: number): NewestFirst {
    return this.isReady[slot] === 1 ? this.#readyWithRoom : this.#startingWithRoom;
  }

  #grow(): void {
    const length = this.held.length * 2;
    this.held = copyInto(new Int32Array(length), this.held);
    this.activeSince = copyInto(new Float64Array(length), this.activeSince);
    this.idleSince = copyInto(new Float64Array(length), this.idleSince);
    this.isReady = copyInto(new Uint8Array(length), this.isReady);
    this.isProvisioned = copyInto(new Uint8Array(length), this.isProvisioned);
    this.isTimed = copyInto(new Uint8Array(length), this.isTimed);
    this.#rank = copyInto(new Float64Array(length), this.#rank);
    this.#head = copyInto(new Int32Array(length), this.#head);
    this.#tail = copyInto(new Int32Array(length), this.#tail);
  }
}

function copyInto<Column extends { set(from: ArrayLike<number>): void }>(to: Column, from: ArrayLike<number>): Column {
  to.set(from);
  return to;
}
