import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import { snap, snapAfter } from '../snap.ts';
import type { Assignor } from './assignors/assignor.ts';

/** What the coordinator asks of the station whose readers are the members. */
export interface Group {
  readonly index: number;
  readonly coordinator: GroupCoordinator;
  /** True while the member works on a poll: it hears and answers only between two polls. */
  isBusy(member: number): boolean;
  /** The partitions that the member reads, ascending. */
  ownedBy(member: number): readonly number[];
  /** From now on the member reads these, beginning at the last commit where they are new to it. */
  give(model: Model, member: number, partitions: readonly number[]): void;
}

export interface GroupSettings {
  readonly sessionTimeoutSeconds: number;
  readonly heartbeatIntervalSeconds: number;
  readonly initialRebalanceDelaySeconds: number;
  readonly maxPollIntervalSeconds: number;
}

interface Member {
  joinedAt: number;
  /** False once its process is gone, whether the coordinator knows or not. */
  isAlive: boolean;
  isInGroup: boolean;
  /** It has asked to join the coming generation. */
  hasRejoined: boolean;
  /** It knows that the group rebalances and will rejoin at its next poll. */
  isTold: boolean;
  /** The event at which its session runs out, once it is dead; −1 before. */
  sessionSlot: number;
  /** What the last rebalance gave it, until it takes it. */
  assigned: readonly number[] | undefined;
}

const NO_EVENT = -1;
const STATE = { empty: 0, preparing: 1, stable: 2 } as const;

type Of = Record<number, { readonly coordinator: GroupCoordinator }>;
const coordinatorOf = (model: Model, station: number) => (model.stations as unknown as Of)[station]!.coordinator;

const initialDelayEnd = defineEvent('initialDelayEnd', RANK.control, (model, station, round) =>
  coordinatorOf(model, station).endInitialDelay(model, round),
);
const rebalanceHeard = defineEvent('rebalanceHeard', RANK.control, (model, station, member) =>
  coordinatorOf(model, station).hear(model, member),
);
const rebalanceTimeout = defineEvent('rebalanceTimeout', RANK.control, (model, station, round) =>
  coordinatorOf(model, station).expireRound(model, round),
);
const sessionTimeout = defineEvent('sessionTimeout', RANK.control, (model, station, member) =>
  coordinatorOf(model, station).endSession(model, member),
);

/**
 * A consumer group and its broker, as in Apache Kafka's classic protocol (kafka.coordinator.group.GroupCoordinator; ConsumerCoordinator). Whoever
 * comes or goes begins a rebalance. The other members hear of it at their next heartbeat and rejoin at their next poll; when all have, the leader's
 * assignor shares the partitions out. Eager members give up everything when they rejoin; cooperative ones keep reading, give up only what moves, and
 * rejoin once more so that it can be given to its new owner (KIP-429). Messages take no time.
 */
export class GroupCoordinator {
  /** Rebalances that were completed. */
  generation = 0;
  readonly #group: Group;
  readonly #settings: GroupSettings;
  readonly #assignor: Assignor;
  readonly #partitions: number;
  readonly #members: Member[] = [];
  #state: number = STATE.empty;
  #isInitial = false;
  #hasNewcomer = false;
  #remainingSeconds = 0;
  #round = 0;

  constructor(group: Group, settings: GroupSettings, assignor: Assignor, partitions: number) {
    this.#group = group;
    this.#settings = settings;
    this.#assignor = assignor;
    this.#partitions = partitions;
  }

  isInGroup(member: number): boolean {
    return this.#members[member]?.isInGroup ?? false;
  }

  isAlive(member: number): boolean {
    return this.#members[member]?.isAlive ?? false;
  }

  /** An eager member that has rejoined waits for its partitions. */
  mayPoll(member: number): boolean {
    const { isInGroup, isAlive, hasRejoined } = this.#members[member]!;
    return isInGroup && isAlive && (this.#assignor.isCooperative || this.#state !== STATE.preparing || !hasRejoined);
  }

  /** A process starts and asks to join. */
  join(model: Model, index: number): void {
    const member = {
      joinedAt: model.now,
      isAlive: true,
      isInGroup: true,
      hasRejoined: true,
      isTold: false,
      sessionSlot: NO_EVENT,
      assigned: undefined,
    };
    this.#members[index] = member;
    if (this.#state === STATE.empty) this.#waitForMore(model);
    else if (this.#state === STATE.stable) {
      this.#prepare(model);
      member.hasRejoined = true;
      this.#tryComplete(model);
    } else if (this.generation === 0) this.#hasNewcomer = true;
  }

  /** The first member of an empty group waits for others (group.initial.rebalance.delay.ms, InitialDelayedJoin). */
  #waitForMore(model: Model): void {
    const { initialRebalanceDelaySeconds: delay, maxPollIntervalSeconds } = this.#settings;
    this.#state = STATE.preparing;
    this.#round++;
    this.#isInitial = true;
    this.#hasNewcomer = false;
    this.#remainingSeconds = Math.max(maxPollIntervalSeconds - delay, 0);
    model.schedule(initialDelayEnd, snapAfter(model.now, delay), this.#group.index, this.#round);
  }

  /** While others came in the meantime, the broker waits once more. */
  endInitialDelay(model: Model, round: number): void {
    if (!this.#isInitial || round !== this.#round) return;
    const delay = Math.min(this.#settings.initialRebalanceDelaySeconds, this.#remainingSeconds);
    if (this.#hasNewcomer && delay > 0) {
      this.#hasNewcomer = false;
      this.#remainingSeconds = Math.max(this.#remainingSeconds - delay, 0);
      model.schedule(initialDelayEnd, snapAfter(model.now, delay), this.#group.index, this.#round);
      return;
    }
    this.#isInitial = false;
    this.#complete(model);
  }

  #prepare(model: Model): void {
    const { now } = model;
    const { index } = this.#group;
    this.#state = STATE.preparing;
    this.#round++;
    this.#members.forEach((member, slot) => {
      member.hasRejoined = false;
      if (member.isInGroup && member.isAlive)
        model.schedule(rebalanceHeard, this.#nextHeartbeat(member, now), index, slot);
    });
    model.schedule(rebalanceTimeout, snapAfter(now, this.#settings.maxPollIntervalSeconds), index, this.#round);
  }

  /** Heartbeats lie at whole intervals after joining; one at this very instant has been sent. */
  #heartbeatsBy({ joinedAt }: Member, now: number): number {
    return Math.floor(snap((now - joinedAt) / this.#settings.heartbeatIntervalSeconds));
  }

  #nextHeartbeat(member: Member, now: number): number {
    return snap(member.joinedAt + (this.#heartbeatsBy(member, now) + 1) * this.#settings.heartbeatIntervalSeconds);
  }

  /** A member learns from the answer to its heartbeat that the group rebalances. */
  hear(model: Model, index: number): void {
    const member = this.#members[index]!;
    if (this.#state !== STATE.preparing || !member.isInGroup || !member.isAlive || member.hasRejoined) return;
    member.isTold = true;
    if (!this.#group.isBusy(index)) this.#rejoin(model, index, member);
  }

  /** Between two polls a member answers what it has heard. */
  betweenPolls(model: Model, index: number): void {
    const member = this.#members[index]!;
    if (!member.isInGroup) {
      this.join(model, index);
      return;
    }
    if (member.assigned) this.#take(model, index, member);
    if (member.isTold && this.#state === STATE.preparing) this.#rejoin(model, index, member);
  }

  #rejoin(model: Model, index: number, member: Member): void {
    member.isTold = false;
    member.hasRejoined = true;
    if (!this.#assignor.isCooperative) this.#group.give(model, index, []);
    this.#tryComplete(model);
  }

  /** A process ends without a word: the broker notices when its session runs out after the last heartbeat. */
  die(model: Model, index: number): void {
    const member = this.#members[index]!;
    member.isAlive = false;
    member.assigned = undefined;
    if (!member.isInGroup) return;
    const { heartbeatIntervalSeconds, sessionTimeoutSeconds } = this.#settings;
    const lastHeartbeat = member.joinedAt + this.#heartbeatsBy(member, model.now) * heartbeatIntervalSeconds;
    member.sessionSlot = model.schedule(
      sessionTimeout,
      Math.max(model.now, snap(lastHeartbeat + sessionTimeoutSeconds)),
      this.#group.index,
      index,
    );
  }

  endSession(model: Model, index: number): void {
    this.#members[index]!.sessionSlot = NO_EVENT;
    this.leave(model, index);
  }

  /** A process ends in order and leaves the group. */
  close(model: Model, index: number): void {
    this.#members[index]!.isAlive = false;
    this.leave(model, index);
  }

  /** A member is no longer in the group: it left, its session ran out, or it did not poll in time. Its partitions are free. */
  leave(model: Model, index: number): void {
    const member = this.#members[index]!;
    if (!member.isInGroup) return;
    this.#remove(model, index, member);
    if (!this.#members.some(({ isInGroup }) => isInGroup)) {
      this.#state = STATE.empty;
      this.#isInitial = false;
    } else if (this.#state === STATE.stable) {
      this.#prepare(model);
      this.#tryComplete(model);
    } else this.#tryComplete(model);
  }

  #remove(model: Model, index: number, member: Member): void {
    if (member.sessionSlot !== NO_EVENT) model.cancel(member.sessionSlot);
    member.sessionSlot = NO_EVENT;
    member.isInGroup = false;
    member.isTold = false;
    member.hasRejoined = false;
    member.assigned = undefined;
    this.#group.give(model, index, []);
  }

  /** Whoever has not rejoined by the rebalance timeout, which is the poll interval, is left out. */
  expireRound(model: Model, round: number): void {
    if (this.#state !== STATE.preparing || round !== this.#round || this.#isInitial) return;
    this.#members.forEach((member, index) => {
      if (member.isInGroup && !member.hasRejoined) this.#remove(model, index, member);
    });
    if (this.#members.some(({ isInGroup }) => isInGroup)) this.#complete(model);
    else this.#state = STATE.empty;
  }

  #tryComplete(model: Model): void {
    if (this.#isInitial || this.#state !== STATE.preparing) return;
    if (this.#members.every(({ isInGroup, hasRejoined }) => !isInGroup || hasRejoined)) this.#complete(model);
  }

  #complete(model: Model): void {
    this.#state = STATE.stable;
    this.generation++;
    const present = this.#members.flatMap((member, index) => (member.isInGroup ? [index] : []));
    const owned = present.map((index) => this.#group.ownedBy(index));
    const shares = this.#assignor.assign({ partitions: this.#partitions, owned });
    // What somebody still reads is given to its new owner only after it has been given up.
    const readBy = new Map(owned.flatMap((list, i) => list.map((partition) => [partition, i] as const)));
    present.forEach((index, i) => {
      const member = this.#members[index]!;
      member.assigned = shares[i]!.filter((partition) => (readBy.get(partition) ?? i) === i);
    });
    for (const index of present) {
      const member = this.#members[index]!;
      if (member.assigned && !this.#group.isBusy(index)) this.#take(model, index, member);
    }
  }

  /** A member takes what it was assigned. One that had to give something up rejoins at once, so that it can be given on. */
  #take(model: Model, index: number, member: Member): void {
    const assigned = member.assigned!;
    member.assigned = undefined;
    const gaveUp = this.#group.ownedBy(index).some((partition) => !assigned.includes(partition));
    if (member.isAlive) this.#group.give(model, index, assigned);
    if (!gaveUp || !member.isAlive) return;
    if (this.#state === STATE.stable) this.#prepare(model);
    member.hasRejoined = true;
    this.#tryComplete(model);
  }
}
