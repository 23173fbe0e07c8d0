import { type Process, Signal, World } from './world.ts';

/** One record of the plain group; times are whole milliseconds. */
export interface PlainRecord {
  readonly arrivedAt: number;
  /** When its first effect was. */
  doneAt: number;
  /** How often it was processed in all. */
  times: number;
}

export interface PlainGroupSetting {
  readonly arrivals: readonly number[];
  readonly partitions: number;
  readonly consumers: number;
  readonly serviceTime: number;
  readonly largestPoll: number;
  readonly heartbeat: number;
  readonly session: number;
  readonly initialDelay: number;
  /** Who dies when, and when one more joins; later than the end of the rebalance that the death brings. */
  readonly crash: { readonly member: number; readonly at: number };
  readonly joinAt: number;
}

interface Consumer {
  readonly joinedAt: number;
  readonly awake: Signal;
  isAlive: boolean;
  isMember: boolean;
  isTold: boolean;
  hasRejoined: boolean;
  partitions: number[];
  turn: number;
}

/** An eager consumer group that commits after each poll, written down from its description and not from the engine. */
class PlainGroup {
  readonly world = new World();
  readonly records: PlainRecord[];
  readonly #setting: PlainGroupSetting;
  readonly #consumers: Consumer[] = [];
  /** By partition: records that have come, and how far reading and committing are. */
  readonly #log: PlainRecord[][];
  readonly #position: number[];
  readonly #committed: number[];
  #isRebalancing = false;

  constructor(setting: PlainGroupSetting) {
    this.#setting = setting;
    this.records = setting.arrivals.map((arrivedAt) => ({ arrivedAt, doneAt: Number.NaN, times: 0 }));
    this.#log = Array.from({ length: setting.partitions }, () => []);
    this.#position = this.#log.map(() => 0);
    this.#committed = this.#log.map(() => 0);
  }

  run(): PlainRecord[] {
    const { consumers, crash, joinAt, initialDelay } = this.#setting;
    this.world.spawn(this.#source());
    for (let i = 0; i < consumers; i++) this.#enter(false);
    // A group that others joined while it waited waits once more.
    this.world.spawn(this.#later(consumers > 1 ? 2 * initialDelay : initialDelay, () => this.#share()));
    this.world.spawn(this.#later(crash.at, () => this.#die(this.#consumers[crash.member]!)));
    this.world.spawn(this.#later(joinAt, () => this.#enter(true)));
    this.world.run();
    return this.records;
  }

  *#later(until: number, act: () => void): Process {
    yield { until, order: 'timer' };
    act();
  }

  *#source(): Process {
    for (const [serial, record] of this.records.entries()) {
      yield { until: record.arrivedAt, order: 'arrival' };
      const partition = serial % this.#setting.partitions;
      this.#log[partition]!.push(record);
      for (const consumer of this.#consumers)
        if (consumer.partitions.includes(partition)) this.world.wake(consumer.awake);
    }
  }

  #enter(isRebalance: boolean): void {
    const consumer: Consumer = {
      joinedAt: this.world.now,
      awake: new Signal(),
      isAlive: true,
      isMember: true,
      isTold: false,
      hasRejoined: true,
      partitions: [],
      turn: 0,
    };
    this.#consumers.push(consumer);
    this.world.spawn(this.#consume(consumer));
    if (isRebalance) this.#rebalance(consumer);
  }

  *#consume(me: Consumer): Process {
    for (;;) {
      if (me.isTold) {
        me.isTold = false;
        me.hasRejoined = true;
        me.partitions = [];
        this.#shareWhenAllAreThere();
      }
      const poll = this.#poll(me);
      if (poll.length === 0) {
        yield { signal: me.awake };
        continue;
      }
      for (const { record } of poll) {
        yield { until: this.world.now + this.#setting.serviceTime, order: 'end' };
        if (!me.isAlive) return;
        if (Number.isNaN(record.doneAt)) record.doneAt = this.world.now;
        record.times++;
      }
      for (const { partition } of poll) this.#committed[partition]!++;
    }
  }

  /** Partition after partition from where the last poll ended, each emptied as far as the poll allows. */
  #poll(me: Consumer): { record: PlainRecord; partition: number }[] {
    const taken: { record: PlainRecord; partition: number }[] = [];
    for (let i = 0; i < me.partitions.length && taken.length < this.#setting.largestPoll; i++) {
      const partition = me.partitions[me.turn]!;
      me.turn = (me.turn + 1) % me.partitions.length;
      while (taken.length < this.#setting.largestPoll && this.#position[partition]! < this.#log[partition]!.length)
        taken.push({ record: this.#log[partition]![this.#position[partition]!++]!, partition });
    }
    return taken;
  }

  #die(consumer: Consumer): void {
    consumer.isAlive = false;
    const { heartbeat, session } = this.#setting;
    const lastHeartbeat = consumer.joinedAt + Math.floor((this.world.now - consumer.joinedAt) / heartbeat) * heartbeat;
    this.world.spawn(
      this.#later(lastHeartbeat + session, () => {
        consumer.isMember = false;
        consumer.partitions = [];
        this.#rebalance();
      }),
    );
  }

  #rebalance(newcomer?: Consumer): void {
    const { now } = this.world;
    const { heartbeat } = this.#setting;
    this.#isRebalancing = true;
    for (const consumer of this.#consumers) {
      if (!consumer.isMember || consumer === newcomer) continue;
      consumer.hasRejoined = false;
      const next = consumer.joinedAt + (Math.floor((now - consumer.joinedAt) / heartbeat) + 1) * heartbeat;
      const hear = () => {
        consumer.isTold = true;
        this.world.wake(consumer.awake);
      };
      this.world.spawn(this.#later(next, hear));
    }
  }

  #shareWhenAllAreThere(): void {
    if (this.#isRebalancing && this.#consumers.every(({ isMember, hasRejoined }) => !isMember || hasRejoined))
      this.#share();
  }

  /** Consecutive partitions, the first members one more, each read from the last commit. */
  #share(): void {
    this.#isRebalancing = false;
    this.#committed.forEach((offset, partition) => {
      this.#position[partition] = offset;
    });
    const members = this.#consumers.filter(({ isMember }) => isMember);
    const { partitions } = this.#setting;
    let next = 0;
    members.forEach((member, i) => {
      const count = Math.floor(partitions / members.length) + (i < partitions % members.length ? 1 : 0);
      member.partitions = Array.from({ length: count }, (_, k) => next + k);
      member.turn = 0;
      next += count;
    });
    for (const member of members) this.world.wake(member.awake);
  }
}

export const runPlainGroup = (setting: PlainGroupSetting): PlainRecord[] => new PlainGroup(setting).run();
