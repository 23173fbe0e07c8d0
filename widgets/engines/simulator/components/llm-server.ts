import * as z from '../../../kit/zod.ts';
import { instanceNames } from '../cost/price-book.ts';
import { capacityOf } from '../llm/capacity.ts';
import { limitParameters, queues, schedulingMode, stepTimeParameters, stepTimeSchema } from '../llm/parameters.ts';
import { tokenParameters, tokensSchema } from '../llm/tokens/schema.ts';
import { findVariant, variantParameter } from '../model-variants/schema.ts';
import { choiceParameter, integerParameter, placeParameters } from '../parameter.ts';
import { LlmServerStation } from '../stations/llm-server-station.ts';
import { purchase, reserved } from './compute-parameters.ts';
import { failureProbability } from './failure-parameter.ts';
import { quality, qualityShape } from './quality-parameter.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';

const replicas = integerParameter({
  label: 'Replicas',
  unit: 'replicas',
  minimum: 1,
  maximum: 10_000,
  default: 1,
  meaning: 'Number of copies of the model, each with its own cache and its own steps.',
  source: 'Scenario format.',
});

const queueCapacity = integerParameter({
  label: 'Queue capacity',
  unit: 'requests',
  minimum: 0,
  maximum: 1e9,
  default: null,
  meaning:
    'Waiting places, of each queue, for requests that no step has served yet; one that finds none is rejected. Left out: unbounded.',
  source: 'Scenario format.',
});

const instance = choiceParameter({
  label: 'Machine',
  choices: instanceNames as readonly [string, ...string[]],
  default: 'p4d.24xlarge',
  meaning:
    'The machine that each replica runs on; decides price and power. The times of the steps are given apart from it.',
  source: 'Price book: cost/price-book.json, dated list prices.',
});

const variant = variantParameter('llmServer');
const { maxNumSeqs, maxNumBatchedTokens, prefill, kvBlocks, blockTokens } = limitParameters;

const schema = z.strictObject({
  ...commonShape,
  kind: z.literal('llmServer'),
  replicas: z._default(replicas.schema, 1),
  queues: z._default(queues.schema, 'shared'),
  queueCapacity: z.optional(queueCapacity.schema),
  promptTokens: tokensSchema,
  outputTokens: tokensSchema,
  schedulingMode: z._default(schedulingMode.schema, 'vllm'),
  maxNumSeqs: z._default(maxNumSeqs.schema, 256),
  maxNumBatchedTokens: z._default(maxNumBatchedTokens.schema, 2048),
  prefill: z._default(prefill.schema, 'chunked'),
  kvBlocks: z._default(kvBlocks.schema, 4096),
  blockTokens: z._default(blockTokens.schema, 16),
  stepTime: z.prefault(stepTimeSchema, {}),
  failureProbability: z.optional(failureProbability.schema),
  ...qualityShape,
  variant: z._default(variant.schema, 'original'),
  instance: z._default(instance.schema, 'p4d.24xlarge'),
  purchase: z._default(purchase.schema, 'onDemand'),
  reserved: z.optional(reserved.schema),
  ...toShape,
});
export type LlmServerSettings = z.output<typeof schema>;

const plain = {
  replicas,
  queues,
  queueCapacity,
  schedulingMode,
  ...limitParameters,
  failureProbability,
  quality,
  variant,
  instance,
  purchase,
  reserved,
};
const stepTime = Object.fromEntries(
  Object.entries(stepTimeParameters).map(([name, ranged]) => [`stepTime.${name}`, ranged]),
);

/** A server of a language model that generates token by token, many sequences in each step. */
export const llmServer = defineComponent({
  kind: 'llmServer',
  label: 'Language-model server',
  family: 'compute',
  meaning:
    'Replicas of a language model that generate answers token by token; every step serves many sequences at once.',
  parameters: [
    ...tokenParameters('promptTokens', 'Tokens of a prompt', 'How many tokens a request brings.'),
    ...tokenParameters('outputTokens', 'Tokens of an answer', 'How many tokens are generated for a request.'),
    ...placeParameters(plain, { optional: Object.keys(plain) }),
    ...placeParameters(stepTime, { optional: Object.keys(stepTime) }),
  ],
  example: {
    kind: 'llmServer',
    promptTokens: { distribution: 'lognormal', meanTokens: 1155, cv: 1 },
    outputTokens: { distribution: 'lognormal', meanTokens: 211, cv: 1 },
  },
  schema,
  faultUnits: (settings) => settings.replicas,
  build: (settings, context) => new LlmServerStation(settings, context),
  capacityPerSecond: (settings) => capacityOf(settings, findVariant(settings.variant)),
});
