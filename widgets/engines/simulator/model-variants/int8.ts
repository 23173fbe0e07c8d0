import type { ModelVariant } from './model-variant.ts';

/** Against FP32 on a Xeon Gold 5218T: 2.5 for this model, 1.7 to 3.8 over the table, and 1.5 on a processor without 8-bit instructions. */
const SPEED_UP = 2.5;

/** Weights and activations in eight bits on a processor. */
export const int8: ModelVariant = {
  name: 'int8',
  label: 'INT8',
  meaning: 'Weights and activations in eight bits on a processor with 8-bit instructions, against FP32.',
  source:
    'OpenVINO 2020.4, "INT8 vs FP32 Comparison": bert-large on Xeon Gold 5218T, throughput times 2.5, F1 down by 0.46 points.',
  hosts: ['modelServer'],
  callTimeFactor: 1 / SPEED_UP,
  fixedTimeFactor: 1 / SPEED_UP,
  perItemTimeFactor: 1 / SPEED_UP,
  weightMemoryFactor: 0.25,
  energyFactor: 1 / SPEED_UP,
  accuracy: 'F1 0.46 points lower',
};
