import type { ModelVariant } from './model-variant.ts';

/** Zeros among the weights, anywhere: without kernels that skip them they are stored and multiplied like other numbers. */
export const pruned: ModelVariant = {
  name: 'pruned',
  label: 'Pruned, unstructured',
  meaning: 'Single weights set to zero. Ordinary kernels multiply zeros like other numbers, so nothing becomes faster.',
  source:
    'Ji and others 2018, TETRIS: scattered zeros hardly speed up processors and GPUs without kernels of their own.',
  hosts: ['modelServer', 'llmServer'],
  callTimeFactor: 1,
  fixedTimeFactor: 1,
  perItemTimeFactor: 1,
  weightMemoryFactor: 1,
  energyFactor: 1,
  accuracy: 'falls with the share of weights removed',
};
