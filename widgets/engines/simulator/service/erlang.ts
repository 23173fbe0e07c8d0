import * as z from '../../../kit/zod.ts';
import { integerParameter } from '../parameter.ts';
import { meanSeconds } from './parameters.ts';
import { defineService } from './service-law.ts';

const shape = integerParameter({
  label: 'Shape',
  unit: 'phases',
  minimum: 1,
  maximum: 1000,
  default: 4,
  meaning: 'Number of exponential phases in a row; the coefficient of variation is 1/√shape.',
  source: 'Scenario format.',
});

/** The sum of `shape` exponential phases. */
export const erlang = defineService({
  name: 'erlang',
  label: 'Erlang',
  meaning: 'Steadier than exponential: the sum of several exponential phases.',
  parameters: { meanSeconds, shape },
  schema: z.strictObject({ distribution: z.literal('erlang'), meanSeconds: meanSeconds.schema, shape: shape.schema }),
  example: { distribution: 'erlang', meanSeconds: 0.1, shape: 4 },
  create: ({ meanSeconds: mean, shape: phases }) => ({
    isRandom: true,
    isBatchLaw: false,
    draw(stream) {
      let sum = 0;
      for (let i = 0; i < phases; i++) sum += stream.exponential();
      return (sum * mean) / phases;
    },
    seconds: (_size, draw) => draw,
  }),
});
