import type { ModelVariant } from './model-variant.ts';

/** Throughput up to 1.6 times (vLLM); the time between tokens of few sequences about halves (llm-d-inference-sim, "rough"). */
const THROUGHPUT_GAIN = 1.6;
const DECODE_GAIN = 2;

/** Weights and activations of a language model in eight-bit floating point. */
export const fp8: ModelVariant = {
  name: 'fp8',
  label: 'FP8',
  meaning: 'Weights and activations of a language model in eight-bit floating point, against FP16.',
  source:
    'vLLM documentation, FP8 W8A8: memory halved, throughput up to 1.6 times; llm-d-inference-sim, latency simulation: decode about 2 times.',
  hosts: ['llmServer'],
  callTimeFactor: 1 / THROUGHPUT_GAIN,
  fixedTimeFactor: 1 / DECODE_GAIN,
  perItemTimeFactor: 1 / THROUGHPUT_GAIN,
  weightMemoryFactor: 0.5,
  energyFactor: 1 / THROUGHPUT_GAIN,
  accuracy: 'small change',
};
