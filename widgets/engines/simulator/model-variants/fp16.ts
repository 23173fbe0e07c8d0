import type { ModelVariant } from './model-variant.ts';

/** 138 against 273 inferences per second at concurrency 2; the 95th percentile went from 14.5 to 7.3 ms. */
const THROUGHPUT_BEFORE = 138;
const THROUGHPUT_AFTER = 273;

/** Half precision with compiled kernels. */
export const fp16: ModelVariant = {
  name: 'fp16',
  label: 'FP16, compiled',
  meaning: 'Half precision with kernels compiled for the accelerator (TensorRT), against FP32.',
  source: 'Triton Inference Server, optimization guide: TensorRT FP16 of densenet, 138 to 273 inferences per second.',
  hosts: ['modelServer'],
  callTimeFactor: THROUGHPUT_BEFORE / THROUGHPUT_AFTER,
  fixedTimeFactor: THROUGHPUT_BEFORE / THROUGHPUT_AFTER,
  perItemTimeFactor: THROUGHPUT_BEFORE / THROUGHPUT_AFTER,
  weightMemoryFactor: 0.5,
  energyFactor: THROUGHPUT_BEFORE / THROUGHPUT_AFTER,
  accuracy: 'not published beside the figure; usually not measurable',
};
