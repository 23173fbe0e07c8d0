import * as z from '../../../kit/zod.ts';
import { type ColdStartVariant, defineColdStart } from './cold-start-law.ts';
import { lognormalStart } from './lognormal.ts';

const CV = 0.5;

function preset<const Name extends string>(name: Name, label: string, meanSeconds: number, meaning: string) {
  return defineColdStart({
    name,
    label,
    meaning: `${meaning} Lognormal, mean ${meanSeconds} s, coefficient of variation ${CV}: assumed.`,
    parameters: {},
    schema: z.strictObject({ distribution: z.literal(name) }),
    example: { distribution: name },
    create: () => lognormalStart(meanSeconds, CV),
  } satisfies ColdStartVariant);
}

export const smallFunction = preset(
  'smallFunction',
  'Small function',
  0.3,
  'A function with a small package and no large model.',
);

export const cpuContainer = preset(
  'cpuContainer',
  'CPU container, warm node',
  10,
  'A container with a model, on a node that runs already.',
);

export const gpuContainer = preset(
  'gpuContainer',
  'GPU container, warm node',
  60,
  'A container that loads a model into an accelerator, on a node that runs already.',
);

export const gpuNewNode = preset(
  'gpuNewNode',
  'GPU container, new node',
  300,
  'Node, driver, image of 10 to 20 GB and weights, one after the other.',
);
