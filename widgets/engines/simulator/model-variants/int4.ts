import type { ModelVariant } from './model-variant.ts';

/** The middle of the published 3 to 4 times. */
const DECODE_GAIN = 3.5;

/** Weights alone in four bits: they are read faster and multiplied as before, so a long prompt or a large batch gains nothing. */
export const int4: ModelVariant = {
  name: 'int4',
  label: 'INT4 weights',
  meaning:
    'Weights of a language model in four bits, multiplied in FP16: reading them is faster, the arithmetic is not.',
  source:
    'llm-d-inference-sim, latency simulation: decode 3 to 4 times faster, rough. Assumption: no gain per prompt token or sequence.',
  hosts: ['llmServer'],
  callTimeFactor: 1,
  fixedTimeFactor: 1 / DECODE_GAIN,
  perItemTimeFactor: 1,
  weightMemoryFactor: 0.25,
  energyFactor: 1,
  accuracy: 'larger loss than with eight bits; measure it',
};
