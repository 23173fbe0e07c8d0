import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { assignors } from '../../../../widgets/engines/simulator/streaming/assignors/index.ts';
import { drainSeconds, lagAfterOutage } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, type TraceValue, type ValidationCase } from '../case.ts';
import { constant } from '../laws.ts';
import { at, figuresOf, lastVisits, type Stream, streamOf } from '../recorded-stream.ts';

const startsOf = (stream: Stream) => lastVisits(stream).map(({ startedAt }) => startedAt).join(', '); // biome-ignore format: one line

/** Four partitions for one, two and three members that have nothing yet, and then without the first of three. */
function assignments(): TraceValue[] {
  const expected: Readonly<Record<string, string>> = {
    range: '0 1 2 3 4 | 0 1 2, 3 4 | 0 1, 2 3, 4 | then 0 1 2, 3 4',
    roundRobin: '0 1 2 3 4 | 0 2 4, 1 3 | 0 3, 1 4, 2 | then 0 2 4, 1 3',
    cooperativeSticky: '0 1 2 3 4 | 0 2 4, 1 3 | 0 3, 1 4, 2 | then 1 3 4, 0 2',
  };
  const written = (shares: readonly (readonly number[])[]) => shares.map((share) => share.join(' ')).join(', ');
  return assignors.map((assignor) => {
    const fresh = [1, 2, 3].map((members) =>
      assignor.assign({ partitions: 5, owned: Array.from({ length: members }, () => []) }),
    );
    const left = assignor.assign({ partitions: 5, owned: fresh[2]!.slice(1) });
    return {
      label: assignor.name,
      expected: expected[assignor.name]!,
      simulated: `${fresh.map(written).join(' | ')} | then ${written(left)}`,
    };
  });
}

/** Two members, four partitions, records of 10 s; a third joins at 20 while both work. Heartbeats at multiples of 3 s. */
const joining = (assignor: string): Stream => ({
  arrivals: at(10, 15, 20.5, 21.5, 22.5, 23.5),
  partitions: 4,
  processor: {
    consumers: 2,
    maxPollRecords: 1,
    serviceTime: constant(10),
    group: { assignor, changes: [{ atSeconds: 20, change: 'join' }] },
  },
});

/** One record a second from 10 on, 0.4 s each; the reader dies at 22.2, its last heartbeat was at 21, and the other one hears of it at 69. */
const dying = (commit: object): Stream => ({
  arrivals: at(...Array.from({ length: 20 }, (_, i) => 10 + i)),
  processor: {
    consumers: 2,
    serviceTime: constant(0.4),
    commit,
    group: { changes: [{ atSeconds: 22.2, change: 'crash', member: 0 }] },
  },
});

function rebalances(): TraceValue[] {
  return [
    { label: 'eager: all stop until the slowest has rejoined', expected: '10, 15, 20.5, 40.5, 30.5, 30.5', simulated: startsOf(joining('roundRobin')) }, // biome-ignore format: one value a line
    { label: 'cooperative: only what moves pauses', expected: '10, 15, 20.5, 25, 30.5, 35', simulated: startsOf(joining('cooperativeSticky')) }, // biome-ignore format: one value a line
    { label: 'a death is noticed by the session timeout, and heard at a heartbeat', expected: '22.4→69', simulated: takenOver() }, // biome-ignore format: one value a line
    { label: 'an empty group waits for its first members twice', expected: '6', simulated: startsOf({ ...dying({ mode: 'auto' }), arrivals: at(1) }) }, // biome-ignore format: one value a line
  ];
}

/** The end that record 12 would have had, and the start that it had. */
function takenOver(): string {
  const { enqueuedAt, startedAt } = lastVisits(dying({ mode: 'auto' }))[12]!;
  return `${Number((enqueuedAt + 0.4).toFixed(9))}→${startedAt}`;
}

/** Ten records at once: nine of them are one poll from 10.4 to 14, of which four are done when the reader dies at 12. */
const inOnePoll = (commit: object, atSeconds = 12): Stream => ({
  ...dying(commit),
  arrivals: at(...Array<number>(10).fill(10)),
  processor: {
    consumers: 2,
    serviceTime: constant(0.4),
    commit,
    group: { changes: [{ atSeconds, change: 'crash', member: 0 }] },
  },
});

function commits(): TraceValue[] {
  const told = (stream: Stream) => {
    const { duplicates, lost, reprocessed } = figuresOf(stream).delivery!;
    return `${reprocessed} again, ${duplicates} twice, ${lost} lost`;
  };
  return [
    { label: 'after each poll', expected: '4 again, 4 twice, 0 lost', simulated: told(inOnePoll({ mode: 'afterProcessing' })) }, // biome-ignore format: one value a line
    { label: 'before processing', expected: '0 again, 0 twice, 5 lost', simulated: told(inOnePoll({ mode: 'beforeProcessing' })) }, // biome-ignore format: one value a line
    { label: 'automatic, since the commit of 20 s', expected: '2 again, 2 twice, 0 lost', simulated: told(dying({ mode: 'auto' })) }, // biome-ignore format: one value a line
    { label: 'automatic, just before the first commit', expected: '10 again, 10 twice, 0 lost', simulated: told(inOnePoll({ mode: 'auto' }, 14.9)) }, // biome-ignore format: one value a line
    { label: 'transactions of 1 s, since that of 11.2 s', expected: '2 again, 0 twice, 0 lost', simulated: told(inOnePoll({ mode: 'transactional', intervalSeconds: 1 })) }, // biome-ignore format: one value a line
  ];
}

/** The only member leaves at 100 s, another joins at 200 s and reads after the initial delay: 103 s of 10 records a second, 50 served a second. */
function outage(): TraceValue[] {
  const stream: Stream = {
    arrivals: { process: 'deterministic', periodSeconds: 0.1 },
    durationSeconds: 300,
    processor: {
      serviceTime: constant(0.02),
      maxPollRecords: 1,
      group: {
        changes: [
          { atSeconds: 100, change: 'leave' },
          { atSeconds: 200, change: 'join' },
        ],
      },
    },
  };
  const { lag } = simulate(accept(streamOf(stream))).components['log']!;
  const behind = lastVisits(stream).filter(({ enqueuedAt, startedAt }) => enqueuedAt > 99 && startedAt > enqueuedAt);
  const drained = Math.max(...behind.map(({ leftAt }) => leftAt));
  const expected = lagAfterOutage(10, 103);
  return [
    // One more: the record of the instant at which reading begins.
    { label: 'peak lag, l T', expected: `${expected} + 1`, simulated: `${lag!.max - 1} + 1` },
    { label: 'drained, l T / (c − l), to a record', expected: `${(203 + drainSeconds(expected, 10, 50)).toFixed(1)} s`, simulated: `${(Math.round(drained * 20) / 20).toFixed(1)} s` }, // biome-ignore format: one value a line
  ];
}

/** Records of 1000 bytes in batches of 3000, 0.5 s of linger: three fill a batch, the others wait. */
function producerBatches(): TraceValue[] {
  const sentAt = lastVisits({
    arrivals: at(1, 1.1, 1.2, 1.3, 1.4),
    source: { keys: { count: 1 }, payloadBytes: 1000 },
    log: { producer: { batchBytes: 3000, lingerSeconds: 0.5 } },
    processor: { serviceTime: constant(0.001) },
  }).map(({ enqueuedAt }) => enqueuedAt);
  return [{ label: 'appended', expected: '1.2, 1.2, 1.2, 1.8, 1.8', simulated: sentAt.join(', ') }];
}

const exact = (name: string, title: string, mechanisms: string[], source: string, values: () => TraceValue[]) =>
  ({ name, group: 'Streams', title, mechanisms, source, check: { kind: 'trace', values } }) as const;

export const streamTraceCases: readonly ValidationCase[] = [
  exact('stream-assignors', 'Five partitions for one, two and three members', ['streamProcessor', 'range', 'roundRobin', 'cooperativeSticky'], 'Apache Kafka, RangeAssignor, RoundRobinAssignor, AbstractStickyAssignor; by hand', assignments), // biome-ignore format: one case a line
  exact('stream-rebalance', 'A member joins, a member dies', ['streamProcessor', 'roundRobin', 'cooperativeSticky'], 'Apache Kafka, GroupCoordinator and KIP-429; by hand', rebalances), // biome-ignore format: one case a line
  exact('stream-commits', 'What a crash repeats and loses', ['streamProcessor', 'beforeProcessing', 'afterProcessing', 'auto', 'transactional'], 'Apache Kafka, message delivery semantics; by hand', commits), // biome-ignore format: one case a line
  exact('stream-outage', 'Nobody reads for 103 s', ['streamProcessor', 'partitionedLog'], 'Fluid model: peak l T, drained after l T / (c − l)', outage), // biome-ignore format: one case a line
  exact('stream-producer', 'Batches of a producer', ['partitionedLog'], 'Apache Kafka, RecordAccumulator: batch.size and linger.ms; by hand', producerBatches), // biome-ignore format: one case a line
];
