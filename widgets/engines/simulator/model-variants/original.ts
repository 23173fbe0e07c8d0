import type { ModelVariant } from './model-variant.ts';

/** The model for which the times in the file are given. */
export const original: ModelVariant = {
  name: 'original',
  label: 'As given',
  meaning: 'The model for which the times in the file are given.',
  source: 'Scenario format.',
  hosts: ['modelServer', 'llmServer'],
  callTimeFactor: 1,
  fixedTimeFactor: 1,
  perItemTimeFactor: 1,
  weightMemoryFactor: 1,
  energyFactor: 1,
  accuracy: 'unchanged',
};
