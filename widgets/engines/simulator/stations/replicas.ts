/** What a replica is doing. Idle and busy replicas are ready: requests may be sent to them. */
export const REPLICA = { stopped: 0, starting: 1, idle: 2, busy: 3, draining: 4 } as const;

export const NO_REPLICA = -1;
const FIRST_CAPACITY = 4;
/** Amazon EC2 charges by the second, and a minute at least for a machine that was started. */
const SHORTEST_CHARGE_SECONDS = 60;
/** Changes beyond this many are not written down: a result stays readable and bounded. */
const MOST_CHANGES = 2000;

/**
 * The replicas of one station as columns: stopped → starting → idle ⇄ busy → draining → stopped; only `setReplicaState` writes the state. Slots of
 * stopped replicas are used again. Finding a replica with a free server takes the head of a list, so 4,096 replicas cost as much as four.
 */
export class ReplicaPool {
  readonly serversPerReplica: number;
  /** By replica: one of `REPLICA`, when it was created, and when it became ready (NaN before), in seconds. */
  state = new Uint8Array(FIRST_CAPACITY);
  createdAt = new Float64Array(FIRST_CAPACITY);
  readyAt = new Float64Array(FIRST_CAPACITY);
  /** By replica: servers at work, and requests that were sent to it and have not left (only with queues of their own). */
  busyServers = new Int32Array(FIRST_CAPACITY);
  active = new Int32Array(FIRST_CAPACITY);
  /** Slots ever used: live replicas have smaller indexes. */
  used = 0;
  startingCount = 0;
  readyCount = 0;
  drainingCount = 0;
  /** The first `readyCount` are the ready replicas, in no particular order. */
  readyList = new Int32Array(FIRST_CAPACITY);
  /** Head of the list of ready replicas that have a free server; the one freed last comes first. */
  firstFree = NO_REPLICA;
  /** When the number of starting and ready replicas changed, and to what. */
  readonly changes: [number, number][] = [];
  mostCreated = 0;
  /** Replicas that a reservation would cover: those beyond are counted apart. */
  committedCount = 0;
  readonly #warmUpSeconds: number;
  #readyPosition = new Int32Array(FIRST_CAPACITY);
  #nextFree = new Int32Array(FIRST_CAPACITY);
  #previousFree = new Int32Array(FIRST_CAPACITY);
  #busyArea = new Float64Array(FIRST_CAPACITY);
  #busySince = new Float64Array(FIRST_CAPACITY);
  readonly #stopped: number[] = [];
  /** Integrals from the end of the warm-up: replicas that exist (paid for), ready ones, starting and ready ones. */
  #existingArea = 0;
  #readyArea = 0;
  #servingArea = 0;
  /** The same before the end of the warm-up, which no result counts: for who watches the run. */
  #servingAreaBefore = 0;
  #createdArea = 0;
  #uncommittedArea = 0;
  /** Replica-seconds after the warm-up that were charged and never lived, because a charge has a shortest time. */
  #unlivedSeconds = 0;
  #lastChange = 0;

  constructor(serversPerReplica: number, warmUpSeconds: number) {
    this.serversPerReplica = serversPerReplica;
    this.#warmUpSeconds = warmUpSeconds;
  }

  /** Starting and ready, not draining: what a controller counts against the number it desires. */
  get createdCount(): number {
    return this.startingCount + this.readyCount;
  }

  isReady(replica: number): boolean {
    const state = this.state[replica]!;
    return state === REPLICA.idle || state === REPLICA.busy;
  }

  /** A new replica, starting. */
  create(now: number): number {
    if (this.used === this.state.length && this.#stopped.length === 0) this.#grow();
    const replica = this.#stopped.pop() ?? this.used++;
    this.createdAt[replica] = now;
    this.readyAt[replica] = Number.NaN;
    this.busyServers[replica] = 0;
    this.active[replica] = 0;
    this.#busyArea[replica] = 0;
    this.#busySince[replica] = now;
    this.setReplicaState(replica, REPLICA.starting, now);
    return replica;
  }

  /** A starting replica is ready for requests. */
  becomeReady(replica: number, now: number): void {
    this.readyAt[replica] = now;
    this.setReplicaState(replica, REPLICA.idle, now);
    this.#link(replica);
  }

  /** No new requests: what it has in hand is finished, then it stops; at once when there is nothing. */
  retire(replica: number, now: number): void {
    if (this.isReady(replica) && this.busyServers[replica]! < this.serversPerReplica) this.#unlink(replica);
    this.setReplicaState(replica, REPLICA.draining, now);
    this.#stopWhenDone(replica, now);
  }

  /** A ready replica without work is down: not ready, as if it were still starting, and paid for. */
  breakDown(replica: number, now: number): void {
    this.#unlink(replica);
    this.readyAt[replica] = Number.NaN;
    this.setReplicaState(replica, REPLICA.starting, now);
  }

  /** One server of the replica starts work; the replica is ready and has a free server. */
  occupy(replica: number, now: number): void {
    this.#accumulate(replica, now);
    const busy = ++this.busyServers[replica]!;
    if (this.state[replica] === REPLICA.draining) return;
    if (busy === 1) this.setReplicaState(replica, REPLICA.busy, now);
    if (busy === this.serversPerReplica) this.#unlink(replica);
  }

  /** One server of the replica is done. */
  release(replica: number, now: number): void {
    this.#accumulate(replica, now);
    const busy = --this.busyServers[replica]!;
    if (this.state[replica] === REPLICA.draining) {
      this.#stopWhenDone(replica, now);
      return;
    }
    if (busy === 0) this.setReplicaState(replica, REPLICA.idle, now);
    if (busy === this.serversPerReplica - 1) this.#link(replica);
  }

  /** A request that was sent to the replica has left it. */
  letGo(replica: number, now: number): void {
    this.active[replica]!--;
    if (this.state[replica] === REPLICA.draining) this.#stopWhenDone(replica, now);
  }

  /** Which replica goes first when there are too many: the newest starting one, else the newest without work, else the newest at work. */
  nextToRemove(): number {
    let best = NO_REPLICA;
    let bestClass = Infinity;
    for (let replica = 0; replica < this.used; replica++) {
      const state = this.state[replica]!;
      if (state === REPLICA.stopped || state === REPLICA.draining) continue;
      const isAtWork = this.busyServers[replica]! + this.active[replica]! > 0;
      const removalClass = state === REPLICA.starting ? 0 : isAtWork ? 2 : 1;
      // Among replicas of one moment the one created last has the later slot.
      const isBetter =
        removalClass < bestClass || (removalClass === bestClass && this.createdAt[replica]! >= this.createdAt[best]!);
      if (!isBetter) continue;
      best = replica;
      bestClass = removalClass;
    }
    return best;
  }

  /** Server-seconds that the replica has worked since its creation. */
  busyAreaAt(replica: number, now: number): number {
    return this.#busyArea[replica]! + this.busyServers[replica]! * (now - this.#busySince[replica]!);
  }

  /**
   * Replica-seconds after the warm-up up to `now` that could serve: ready and draining ones, because those still work and the busy share must not
   * exceed 1. Changes nothing: for recorders.
   */
  servingAreaAt(now: number): number {
    const elapsed = Math.max(0, now - Math.max(this.#lastChange, this.#warmUpSeconds));
    return this.#servingArea + (this.readyCount + this.drainingCount) * elapsed;
  }

  /** The same replica-seconds from time 0 up to `now`, but not beyond the end of the warm-up. */
  servingAreaBeforeWarmUp(now: number): number {
    const elapsed = Math.max(0, Math.min(now, this.#warmUpSeconds) - this.#lastChange);
    return this.#servingAreaBefore + (this.readyCount + this.drainingCount) * elapsed;
  }

  /**
   * Replica-seconds after the warm-up up to `now`: existing (paid for), ready, and created (starting and ready); those beyond the committed count; and
   * those charged though the replica had stopped.
   */
  areasAt(now: number) {
    this.#advance(now);
    return {
      existing: this.#existingArea,
      ready: this.#readyArea,
      created: this.#createdArea,
      uncommitted: this.#uncommittedArea,
      unlived: this.#unlivedSeconds,
    };
  }

  setReplicaState(replica: number, next: number, now: number): void {
    const before = this.state[replica]!;
    const wasReady = this.isReady(replica);
    this.state[replica] = next;
    const isReady = next === REPLICA.idle || next === REPLICA.busy;
    if (wasReady && isReady) return;
    this.#advance(now);
    if (next === REPLICA.stopped && now >= this.#warmUpSeconds)
      this.#unlivedSeconds += Math.max(0, SHORTEST_CHARGE_SECONDS - (now - this.createdAt[replica]!));
    const createdBefore = this.createdCount;
    if (before === REPLICA.starting) this.startingCount--;
    else if (before === REPLICA.draining) this.drainingCount--;
    else if (wasReady) this.#removeReady(replica);
    if (next === REPLICA.starting) this.startingCount++;
    else if (next === REPLICA.draining) this.drainingCount++;
    else if (isReady) this.#addReady(replica);
    else this.#stopped.push(replica);
    if (this.createdCount !== createdBefore) this.#noteChange(now);
  }

  #noteChange(now: number): void {
    const count = this.createdCount;
    if (now >= this.#warmUpSeconds && count > this.mostCreated) this.mostCreated = count;
    const last = this.changes.at(-1);
    if (last && last[0] === now) last[1] = count;
    else if (this.changes.length < MOST_CHANGES) this.changes.push([now, count]);
  }

  #stopWhenDone(replica: number, now: number): void {
    if (this.busyServers[replica] === 0 && this.active[replica] === 0)
      this.setReplicaState(replica, REPLICA.stopped, now);
  }

  #accumulate(replica: number, now: number): void {
    this.#busyArea[replica]! += this.busyServers[replica]! * (now - this.#busySince[replica]!);
    this.#busySince[replica] = now;
  }

  #advance(now: number): void {
    const elapsed = now - Math.max(this.#lastChange, this.#warmUpSeconds);
    this.#servingAreaBefore = this.servingAreaBeforeWarmUp(now);
    // What there is when the warm-up ends counts towards the most.
    if (elapsed > 0 && this.createdCount > this.mostCreated) this.mostCreated = this.createdCount;
    this.#lastChange = now;
    if (elapsed <= 0) return;
    const existing = this.createdCount + this.drainingCount;
    this.#existingArea += existing * elapsed;
    if (existing > this.committedCount) this.#uncommittedArea += (existing - this.committedCount) * elapsed;
    this.#readyArea += this.readyCount * elapsed;
    this.#servingArea += (this.readyCount + this.drainingCount) * elapsed;
    this.#createdArea += this.createdCount * elapsed;
  }

  #addReady(replica: number): void {
    this.#readyPosition[replica] = this.readyCount;
    this.readyList[this.readyCount++] = replica;
  }

  #removeReady(replica: number): void {
    const position = this.#readyPosition[replica]!;
    const last = this.readyList[--this.readyCount]!;
    this.readyList[position] = last;
    this.#readyPosition[last] = position;
  }

  #link(replica: number): void {
    this.#nextFree[replica] = this.firstFree;
    this.#previousFree[replica] = NO_REPLICA;
    if (this.firstFree !== NO_REPLICA) this.#previousFree[this.firstFree] = replica;
    this.firstFree = replica;
  }

  #unlink(replica: number): void {
    const next = this.#nextFree[replica]!;
    const previous = this.#previousFree[replica]!;
    if (previous === NO_REPLICA) this.firstFree = next;
    else this.#nextFree[previous] = next;
    if (next !== NO_REPLICA) this.#previousFree[next] = previous;
  }

  #grow(): void {
    const capacity = this.state.length * 2;
    this.state = widen(this.state, new Uint8Array(capacity));
    this.createdAt = widen(this.createdAt, new Float64Array(capacity));
    this.readyAt = widen(this.readyAt, new Float64Array(capacity));
    this.busyServers = widen(this.busyServers, new Int32Array(capacity));
    this.active = widen(this.active, new Int32Array(capacity));
    this.readyList = widen(this.readyList, new Int32Array(capacity));
    this.#readyPosition = widen(this.#readyPosition, new Int32Array(capacity));
    this.#nextFree = widen(this.#nextFree, new Int32Array(capacity));
    this.#previousFree = widen(this.#previousFree, new Int32Array(capacity));
    this.#busyArea = widen(this.#busyArea, new Float64Array(capacity));
    this.#busySince = widen(this.#busySince, new Float64Array(capacity));
  }
}

function widen<Column extends { set(from: ArrayLike<number>): void }>(from: ArrayLike<number>, to: Column): Column {
  to.set(from);
  return to;
}
