import type { ModelVariant } from './model-variant.ts';

/** Zeros among the weights, anywhere: without kernels that skip them they are stored and multiplied like other numbers. */
export const pruned: ModelVariant = {
  name: 'pruned',
  label: 'Pruned, unstructured',
  meaning: 'Single weights set to zero. Ordinary kernels multiply zeros like other numbers, so nothing becomes faster.',
  source: 'Serving semantics 13: unstructured pruning gives no speed-up without kernel support.',
  hosts: ['modelServer', 'llmServer'],
  callTimeFactor: 1,
  fixedTimeFactor: 1,
  perItemTimeFactor: 1,
  weightMemoryFactor: 1,
  energyFactor: 1,
  accuracy: 'falls with the share of weights removed',
};
