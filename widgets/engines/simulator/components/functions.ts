import * as z from '../../../kit/zod.ts';
import { coldStartParameters, coldStartSchema } from '../cold-start/schema.ts';
import { placeParameters } from '../parameter.ts';
import { serviceTimeParameters, serviceTimeSchema } from '../service/schema.ts';
import { slowdownParameters, slowdownSchema } from '../service/slowdown.ts';
import { FunctionsStation } from '../stations/functions-station.ts';
import { failureProbability } from './failure-parameter.ts';
import { quality, qualityShape } from './quality-parameter.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';
import * as parameter from './functions-parameters.ts';

const schema = z.strictObject({
  ...commonShape,
  kind: z.literal('functions'),
  serviceTime: serviceTimeSchema,
  coldStart: z._default(coldStartSchema, { distribution: 'smallFunction' }),
  placementSeconds: z._default(parameter.placementSeconds.schema, 0),
  idleExpirySeconds: z._default(parameter.idleExpirySeconds.schema, 600),
  concurrencyPerInstance: z._default(parameter.concurrencyPerInstance.schema, 1),
  accountConcurrency: z._default(parameter.accountConcurrency.schema, 1000),
  reservedConcurrency: z.optional(parameter.reservedConcurrency.schema),
  scaleBurst: z._default(parameter.scaleBurst.schema, 1000),
  scaleRatePerSecond: z._default(parameter.scaleRatePerSecond.schema, 100),
  provisionedConcurrency: z._default(parameter.provisionedConcurrency.schema, 0),
  memoryMb: z._default(parameter.memoryMb.schema, 1769),
  /** Left out: as much as the memory brings. */
  vcpus: z.optional(parameter.vcpus.schema),
  threads: z._default(parameter.threads.schema, 1),
  failureProbability: z.optional(failureProbability.schema),
  slowdown: z.optional(slowdownSchema),
  ...qualityShape,
  product: z._default(parameter.product.schema, 'lambda-x86'),
  ...toShape,
});
export type FunctionsSettings = z.output<typeof schema>;

const { vcpusOf: _, ...own } = parameter;
const placed = { ...own, failureProbability, quality };

/** A function as a service: instances come with the requests and go when they are idle. */
export const functions = defineComponent({
  kind: 'functions',
  label: 'Functions',
  family: 'compute',
  meaning:
    'The model as a function: every request gets an instance at once, warm or after a cold start, or is throttled.',
  parameters: [
    ...serviceTimeParameters('exponential', 'Time of one invocation on one vCPU, without its cold start.'),
    ...slowdownParameters(),
    ...coldStartParameters('smallFunction'),
    ...placeParameters(placed, { optional: Object.keys(placed) }),
  ],
  example: { kind: 'functions', serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
  schema,
  build: (settings, context) => new FunctionsStation(settings, context),
  // Nothing queues: what it cannot take is throttled.
  capacityPerSecond: () => Infinity,
});
