import type { ModelVariant } from '../model-variants/model-variant.ts';
import type { StepTime } from './step-time.ts';

/** The step's constants for a variant. Keys and values stay as they are, so the time of reading them does too. */
export function variantStepTime(time: StepTime, variant: ModelVariant): StepTime {
  return {
    baseSeconds: time.baseSeconds * variant.fixedTimeFactor,
    prefillSecondsPerToken: time.prefillSecondsPerToken * variant.perItemTimeFactor,
    decodeSecondsPerSequence: time.decodeSecondsPerSequence * variant.perItemTimeFactor,
    contextSecondsPerToken: time.contextSecondsPerToken,
  };
}
