import * as z from '../../../kit/zod.ts';
import { integerParameter, numberParameter } from '../parameter.ts';
import type { Variant } from '../variant.ts';
import type { ArrivalForecast } from './arrival-process.ts';

/**
 * Pause, where the think time is shorter, of a client whose round took no time at all (turned away at the instant it sent, or nothing to wait for): time
 * must pass.
 */
export const LEAST_ROUND_SECONDS = 0.001;

const clients = integerParameter({
  label: 'Clients',
  unit: 'clients',
  minimum: 1,
  maximum: 1_000_000,
  default: 20,
  meaning: 'Number of clients, each with at most one request on its way.',
  source: 'Schroeder, Wierman and Harchol-Balter 2006, Open Versus Closed: N clients with think time Z.',
});

const thinkTimeSeconds = numberParameter({
  label: 'Think time',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e7,
  default: 1,
  meaning: 'Mean time from an answer to the next request of the same client; 0 sends at once.',
  source: 'Schroeder, Wierman and Harchol-Balter 2006, Open Versus Closed: N clients with think time Z.',
});

const thinkTimeCv = numberParameter({
  label: 'Spread of the think time',
  unit: '',
  minimum: 0,
  maximum: 20,
  default: 1,
  meaning:
    'Standard deviation of the think time divided by its mean: 0 is always the same, 1 exponential, others gamma.',
  source: 'Exponential think times are those of the machine repair model (Kleinrock 1975, volume 1, 3.8).',
});

const schema = z.strictObject({
  process: z.literal('closed'),
  clients: clients.schema,
  thinkTimeSeconds: thinkTimeSeconds.schema,
  thinkTimeCv: z._default(thinkTimeCv.schema, 1),
});

export type ClosedSettings = z.output<typeof schema>;

/** A fixed number of clients that wait for each answer and think before they ask again: such a load cannot overload a server. */
export const closed: Variant<typeof schema> & ArrivalForecast<typeof schema> = {
  name: 'closed',
  label: 'Closed loop of clients',
  meaning: 'A fixed number of clients, each waiting for its answer and thinking before the next request.',
  parameters: { clients, thinkTimeSeconds, thinkTimeCv },
  optional: ['thinkTimeCv'],
  schema,
  example: { process: 'closed', clients: 20, thinkTimeSeconds: 1 },
  /** A bound: answers in no time. The true rate is N / (Z + R), which depends on what the clients meet. */
  rate({ clients: count, thinkTimeSeconds: think }) {
    const bound = count / Math.max(think, LEAST_ROUND_SECONDS);
    return { mean: bound, peak: bound };
  },
};
