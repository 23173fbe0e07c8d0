import * as z from '../../../kit/zod.ts';
import { choiceParameter, integerParameter, numberParameter } from '../parameter.ts';

const messages = choiceParameter({
  label: 'While down',
  choices: ['fail', 'wait', 'store'],
  default: 'fail',
  meaning:
    'What messages do that find the link down: they fail, they wait where they are, or the sender stores them and sends them in batches once the link is back.',
  source: 'AWS IoT Greengrass, MQTT spooler and stream manager: keep or reject while offline.',
});

const failAfterSeconds = numberParameter({
  label: 'Time to notice',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 3600,
  default: 1,
  meaning: 'Time after which a sender knows that its message failed.',
  source: 'RFC 6298, section 2: a first retransmission timeout of 1 s.',
});

const storeCapacity = integerParameter({
  label: 'Store',
  unit: 'messages',
  minimum: 1,
  maximum: 1_000_000,
  default: 1000,
  meaning: 'Messages that the sender can store while the link is down or busy with older ones.',
  source: 'Eclipse Mosquitto 2.0, mosquitto.conf: max_queued_messages 1000.',
});

const whenFull = choiceParameter({
  label: 'When the store is full',
  choices: ['dropNewest', 'dropOldest'],
  default: 'dropNewest',
  meaning: 'Which message is given up for want of room: the one that comes, or the one stored longest.',
  source: 'AWS IoT Greengrass stream manager, StrategyOnFull: RejectNewData or OverwriteOldestData.',
});

const syncBatch = integerParameter({
  label: 'Batch of a sync',
  unit: 'messages',
  minimum: 1,
  maximum: 10_000,
  default: 100,
  meaning:
    'Stored messages that are sent and acknowledged together; a batch without an acknowledgement is sent again after the outage.',
  source: 'Assumption.',
});

/** What happens to the messages of a link that is down. */
export const whileDownParameters = { messages, failAfterSeconds, storeCapacity, whenFull, syncBatch };

export const whileDownSchema = z.strictObject({
  messages: z._default(messages.schema, 'fail'),
  failAfterSeconds: z._default(failAfterSeconds.schema, 1),
  storeCapacity: z._default(storeCapacity.schema, 1000),
  whenFull: z._default(whenFull.schema, 'dropNewest'),
  syncBatch: z._default(syncBatch.schema, 100),
});
export type WhileDown = z.output<typeof whileDownSchema>;

/** Where a link with outages says nothing else. */
export const FAIL_WHILE_DOWN: WhileDown = {
  messages: 'fail',
  failAfterSeconds: 1,
  storeCapacity: 1000,
  whenFull: 'dropNewest',
  syncBatch: 100,
};
