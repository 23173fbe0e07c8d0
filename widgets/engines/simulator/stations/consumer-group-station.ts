import type { StreamProcessorSettings } from '../components/stream-processor.ts';
import { defineEvent, RANK } from '../event.ts';
import type { FaultTarget } from '../faults/fault-target.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { snapAfter } from '../snap.ts';
import type { BuildContext, StationReport } from '../station.ts';
import type { CommitRule } from '../streaming/commit/commit-mode.ts';
import { commitRuleOf } from '../streaming/commit/schema.ts';
import { CommitTimer } from '../streaming/commit-timer.ts';
import { type Group, GroupCoordinator } from '../streaming/group-coordinator.ts';
import { GroupTally } from '../streaming/group-tally.ts';
import { assignorNamed, type GroupOptions } from '../streaming/group-parameters.ts';
import { Reader } from '../streaming/reader.ts';
import { PollingStation } from './polling-station.ts';

const stationOf = (model: Model, station: number) => model.stations[station] as ConsumerGroupStation;
const memberChange = defineEvent('memberChange', RANK.capacity, (model, station, index) =>
  stationOf(model, station).change(model, index),
);
const memberCrash = defineEvent('memberCrash', RANK.capacity, (model, station, life) =>
  stationOf(model, station).crashByChance(model, life),
);
const memberRestart = defineEvent('memberRestart', RANK.capacity, (model, station) =>
  stationOf(model, station).startMember(model),
);
const commitDue = defineEvent('commitDue', RANK.control, (model, station, member) =>
  stationOf(model, station).commitIfIdle(model, member),
);
const pollOverdue = defineEvent('pollOverdue', RANK.control, (model, station, member) =>
  stationOf(model, station).leaveOverdue(model, member),
);

const NOBODY = -1;

/** What a member knows beside its poll. */
interface MemberState {
  readonly commits: CommitTimer;
  /** It will leave in order when its poll is done. */
  isClosing: boolean;
  /** Counts processes, so that a crash by chance that was meant for an earlier one is recognised. */
  life: number;
  /** The poll that is overdue at the scheduled time. */
  overduePoll: number;
}

/** A consumer group whose members come, go and die, with offsets that are committed by a rule (Apache Kafka). */
export class ConsumerGroupStation extends PollingStation implements Group, FaultTarget {
  override readonly serverCount: number;
  override readonly replicaCount: number;
  readonly holdsEffects: boolean;
  coordinator!: GroupCoordinator;
  readonly #options: GroupOptions;
  readonly #rule: CommitRule;
  readonly #members: MemberState[] = [];
  readonly #group: GroupTally;
  readonly #crashes: RandomStream | undefined;
  /** By life: its member. */
  readonly #memberOfLife: number[] = [];
  /** By unit of faults: its member; nobody while the fault has it. */
  readonly #memberOfUnit: number[] = [];

  constructor(settings: StreamProcessorSettings, context: BuildContext, options: GroupOptions) {
    super(settings, context);
    this.#options = options;
    this.#rule = commitRuleOf(settings.commit);
    this.holdsEffects = this.#rule.isTransactional;
    this.serverCount = settings.consumers;
    this.replicaCount = settings.consumers;
    this.#group = new GroupTally(context);
    if (this.#options.crashMeanSeconds !== undefined) this.#crashes = context.stream('crashes');
  }

  protected override startReading(model: Model): void {
    super.startReading(model);
    const { assignor, changes = [] } = this.#options;
    this.coordinator = new GroupCoordinator(this, this.#options, assignorNamed(assignor), this.partitions.length);
    this.#group.countOwnerless(model, this.owner);
    for (let unit = 0; unit < this.serverCount; unit++) this.#memberOfUnit.push(this.startMember(model));
    changes.forEach(({ atSeconds }, index) => {
      if (atSeconds <= model.durationSeconds) model.schedule(memberChange, atSeconds, this.index, index);
    });
  }

  /** A process starts, in the place of one that is gone for good where there is one. */
  startMember(model: Model): number {
    let index = this.readers.findIndex(
      (reader, member) => !this.coordinator.isAlive(member) && !this.coordinator.isInGroup(member) && !reader.isBusy,
    );
    if (index < 0) index = this.readers.length;
    this.readers[index] ??= new Reader();
    const life = this.#memberOfLife.push(index) - 1;
    this.#members[index] = {
      commits: new CommitTimer(model.now, this.#rule.intervalSeconds),
      isClosing: false,
      life,
      overduePoll: -1,
    };
    this.#group.countMember(model, 1);
    this.coordinator.join(model, index);
    if (!this.#crashes) return index;
    const crashAt = model.now + this.#crashes.exponential() * this.#options.crashMeanSeconds!;
    if (crashAt <= model.durationSeconds) model.schedule(memberCrash, crashAt, this.index, life);
    return index;
  }

  change(model: Model, index: number): void {
    const { change, member: named } = this.#options.changes![index]!;
    if (change === 'join') {
      this.startMember(model);
      return;
    }
    const member = named ?? this.readers.findLastIndex((_, candidate) => this.coordinator.isAlive(candidate));
    if (member < 0 || !this.coordinator.isAlive(member) || this.#members[member]!.isClosing) return;
    if (change === 'crash') this.#crash(model, member);
    else if (this.isBusy(member)) this.#members[member]!.isClosing = true;
    else this.#close(model, member);
  }

  crashByChance(model: Model, life: number): void {
    const member = this.#memberOfLife[life]!;
    if (this.#members[member]!.life !== life || !this.coordinator.isAlive(member)) return;
    this.#crash(model, member);
    const { restartSeconds } = this.#options;
    if (restartSeconds === 0) this.startMember(model);
    else model.schedule(memberRestart, model.now + restartSeconds, this.index, 0);
  }

  /** The process is gone; what it was working on is lost, or will be read again from the last commit. */
  #crash(model: Model, member: number): void {
    const reader = this.readers[member]!;
    const isLosing = this.#rule.on === 'take' && reader.isBusy;
    this.breakOff(model, member);
    if (isLosing) this.#losePoll(model, reader);
    this.coordinator.die(model, member);
    for (const partition of reader.owned) this.rewind(model, partition);
    this.#group.countMember(model, -1);
  }

  // What faults do: a unit is a place for a member, whose process dies there and is started again.

  get faultUnits(): number {
    return this.serverCount;
  }

  fail(model: Model, unit: number): void {
    const member = this.#memberOfUnit[unit]!;
    if (!this.coordinator.isAlive(member)) return;
    this.#crash(model, member);
    this.#memberOfUnit[unit] = NOBODY;
  }

  restore(model: Model, unit: number): void {
    if (this.#memberOfUnit[unit] === NOBODY) this.#memberOfUnit[unit] = this.startMember(model);
  }

  #losePoll(model: Model, reader: Reader): void {
    for (let stretch = reader.stretch; stretch < reader.stretches; stretch++) {
      const partition = reader.partition[stretch]!;
      const first = stretch === reader.stretch ? reader.offset : reader.from[stretch]!;
      for (let offset = first; offset < reader.to[stretch]!; offset++) this.lose(model, partition, offset);
      this.partitions[partition]!.forget();
    }
  }

  /** The process has finished its poll, commits and leaves the group. */
  #close(model: Model, member: number): void {
    this.#commitAll(model, member);
    this.#group.countMember(model, -1);
    this.coordinator.close(model, member);
  }

  // What the coordinator asks.

  isBusy(member: number): boolean {
    return this.readers[member]!.isBusy;
  }

  ownedBy(member: number): readonly number[] {
    return this.readers[member]!.owned;
  }

  give(model: Model, member: number, partitions: readonly number[]): void {
    const reader = this.readers[member]!;
    // A member that is still there commits what it gives up; of one that is not, the rest is read again.
    if (this.coordinator.isInGroup(member)) this.#commitAll(model, member);
    for (const partition of reader.owned) {
      if (partitions.includes(partition)) continue;
      this.owner[partition] = -1;
      this.rewind(model, partition);
    }
    for (const partition of partitions) this.owner[partition] = member;
    reader.own(partitions);
    this.#group.countOwnerless(model, this.owner);
    this.poll(model, member);
  }

  // What the poll loop asks.

  protected mayPoll(member: number): boolean {
    return this.coordinator.mayPoll(member) && !this.#members[member]!.isClosing;
  }

  protected isOwner(member: number): boolean {
    return this.coordinator.isInGroup(member);
  }

  protected polled(model: Model, member: number, seconds: number): void {
    const reader = this.readers[member]!;
    const state = this.#members[member]!;
    const rule = this.#rule;
    if (rule.on === 'take') {
      for (let i = 0; i < reader.stretches; i++) this.commit(model, reader.partition[i]!, reader.to[i]!);
    } else if (rule.on === 'timer' && state.commits.dueAt <= model.now) {
      this.#commitAll(model, member);
      state.commits.skipTo(model.now);
    }
    if (!(seconds > this.#options.maxPollIntervalSeconds)) return;
    state.overduePoll = reader.pollNumber;
    model.schedule(pollOverdue, snapAfter(model.now, this.#options.maxPollIntervalSeconds), this.index, member);
  }

  protected worked(model: Model, member: number, isLast: boolean): void {
    const rule = this.#rule;
    const state = this.#members[member]!;
    if (this.isOwner(member)) {
      if (rule.on === 'pollEnd' && isLast) this.#commitPoll(model, this.readers[member]!);
      if (rule.on === 'take') for (const partition of this.readers[member]!.owned) this.partitions[partition]!.forget();
      if (rule.on === 'timer' && (isLast || rule.isPerRecord)) this.#commitIfDue(model, member, state, isLast);
    }
    if (!isLast) return;
    if (state.isClosing) this.#close(model, member);
    else this.coordinator.betweenPolls(model, member);
  }

  #commitIfDue(model: Model, member: number, { commits }: MemberState, isLast: boolean): void {
    if (model.now >= commits.dueAt) {
      this.#commitAll(model, member);
      commits.committed(model.now);
    } else if (isLast && !commits.isScheduled) {
      commits.isScheduled = true;
      model.schedule(commitDue, commits.dueAt, this.index, member);
    }
  }

  commitIfIdle(model: Model, member: number): void {
    const state = this.#members[member]!;
    state.commits.isScheduled = false;
    // Meant for an earlier moment, or it commits by itself when its poll is done.
    if (model.now < state.commits.dueAt || this.isBusy(member) || !this.isOwner(member)) return;
    this.#commitIfDue(model, member, state, true);
  }

  #commitPoll(model: Model, { partition, stretches }: Reader): void {
    for (let i = 0; i < stretches; i++) this.commit(model, partition[i]!, this.partitions[partition[i]!]!.processed);
  }

  #commitAll(model: Model, member: number): void {
    for (const partition of this.readers[member]!.owned)
      this.commit(model, partition, this.partitions[partition]!.processed);
  }

  /** It has not polled for the longest time allowed, and leaves the group while it works on (ConsumerCoordinator, poll timeout). */
  leaveOverdue(model: Model, member: number): void {
    const { isBusy, pollNumber } = this.readers[member]!;
    if (isBusy && pollNumber === this.#members[member]!.overduePoll) this.coordinator.leave(model, member);
  }

  override serverAreaAt(now: number): number {
    return this.#group.memberSecondsAt(now);
  }

  protected override readerSecondsOf(): number {
    return this.#group.memberSeconds;
  }

  override report(measuredSeconds: number): StationReport {
    const base = super.report(measuredSeconds);
    return {
      ...base,
      replicas: this.#group.replicas,
      figures: [
        ...base.figures!,
        { path: 'group.rebalances', sum: this.coordinator?.generation ?? 0 },
        { path: 'group.ownerlessPartitions', sum: this.#group.ownerlessSeconds, per: measuredSeconds },
      ],
    };
  }
}
