import * as z from '../../../kit/zod.ts';
import { choiceParameter, integerParameter, numberParameter, type Parameter, placeParameters } from '../parameter.ts';
import { assignors } from './assignors/index.ts';

type Name = (typeof assignors)[number]['name'];

const assignor = choiceParameter({
  label: 'Assignor',
  choices: assignors.map(({ name }) => name) as [string, ...string[]],
  default: 'range',
  meaning: 'How partitions are shared out; cooperativeSticky lets members keep reading what does not move.',
  source:
    'Apache Kafka ConsumerConfig partition.assignment.strategy: range and cooperative-sticky by default; KIP-429.',
});

const seconds = (label: string, fallback: number, maximum: number, meaning: string, source: string) =>
  numberParameter({ label, unit: 'seconds', minimum: 0, maximum, default: fallback, meaning, source });

const sessionTimeoutSeconds = seconds(
  'Session timeout',
  45,
  3600,
  'A member that sends no heartbeat for so long is taken for dead, and its partitions go to others.',
  'Apache Kafka ConsumerConfig session.timeout.ms, default 45000.',
);
const heartbeatIntervalSeconds = numberParameter({
  label: 'Heartbeat interval',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 3600,
  default: 3,
  meaning: 'Time between two heartbeats of a member, whose answers tell it that the group rebalances.',
  source: 'Apache Kafka ConsumerConfig heartbeat.interval.ms, default 3000.',
});
const initialRebalanceDelaySeconds = seconds(
  'Initial rebalance delay',
  3,
  3600,
  'How long an empty group waits for more members after the first, and once more when some came.',
  'Apache Kafka GroupCoordinatorConfig group.initial.rebalance.delay.ms, default 3000.',
);
const maxPollIntervalSeconds = numberParameter({
  label: 'Longest poll',
  unit: 'seconds',
  minimum: 0.01,
  maximum: 86_400,
  default: 300,
  meaning: 'A member that works longer on one poll leaves the group; also how long a rebalance waits for members.',
  source: 'Apache Kafka ConsumerConfig max.poll.interval.ms, default 300000.',
});
const crashMeanSeconds = numberParameter({
  label: 'Time between crashes',
  unit: 'seconds',
  minimum: 1,
  maximum: 1e9,
  default: null,
  meaning:
    'Mean time until a member dies without leaving the group, exponential; left out, members die only when told to.',
  source: 'Scenario format.',
});
const restartSeconds = seconds(
  'Restart after a crash',
  10,
  86_400,
  'From the death of a member by chance until its successor joins.',
  'Assumption: a container is back in some seconds.',
);

const ranged = {
  assignor,
  sessionTimeoutSeconds,
  heartbeatIntervalSeconds,
  initialRebalanceDelaySeconds,
  maxPollIntervalSeconds,
  crashMeanSeconds,
  restartSeconds,
};

export const groupParameters: readonly Parameter[] = placeParameters(
  Object.fromEntries(Object.entries(ranged).map(([name, parameter]) => [`group.${name}`, parameter])),
  { optional: Object.keys(ranged).map((name) => `group.${name}`) },
);

const memberIndex = integerParameter({
  label: 'Member',
  unit: '',
  minimum: 0,
  maximum: 100_000,
  default: 0,
  meaning: 'Which member, in the order in which they joined, from 0.',
  source: 'Scenario format.',
});

const change = z.strictObject({
  atSeconds: z.number().check(z.gte(0), z.lte(1e9)),
  /** `leave` in order, `crash` without a word, `join` anew. */
  change: z.enum(['leave', 'crash', 'join']),
  /** Of those who leave or crash; left out: the last one that is there. */
  member: z.optional(memberIndex.schema),
});

/** `group` of a stream processor. */
export const groupSchema = z.strictObject({
  assignor: z._default(assignor.schema, 'range'),
  sessionTimeoutSeconds: z._default(sessionTimeoutSeconds.schema, 45),
  heartbeatIntervalSeconds: z._default(heartbeatIntervalSeconds.schema, 3),
  initialRebalanceDelaySeconds: z._default(initialRebalanceDelaySeconds.schema, 3),
  maxPollIntervalSeconds: z._default(maxPollIntervalSeconds.schema, 300),
  crashMeanSeconds: z.optional(crashMeanSeconds.schema),
  restartSeconds: z._default(restartSeconds.schema, 10),
  /** Members that come and go at given moments. */
  changes: z.optional(z.array(change).check(z.maxLength(10_000))),
});
export type GroupOptions = z.output<typeof groupSchema>;

/** What a group is where the file says nothing of it. */
export const DEFAULT_GROUP: GroupOptions = groupSchema.parse({});

export function assignorNamed(name: string) {
  const found = assignors.find((candidate) => candidate.name === (name as Name));
  if (!found) throw new Error(`No assignor is called "${name}".`);
  return found;
}
