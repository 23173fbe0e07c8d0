import type { ModelVariant } from '../model-variants/model-variant.ts';
import type { StepTime } from './step-time.ts';
import type { Tokens } from './tokens/schema.ts';
import { createTokenLaw } from './tokens/schema.ts';
import { variantStepTime } from './variant-step-time.ts';

export interface CapacitySettings {
  readonly replicas: number;
  readonly promptTokens: Tokens;
  readonly outputTokens: Tokens;
  readonly maxNumSeqs: number;
  readonly maxNumBatchedTokens: number;
  readonly kvBlocks: number;
  readonly blockTokens: number;
  readonly stepTime: StepTime;
}

/**
 * Requests per second of a saturated server with continuous batching, from means. B sequences are in service, as many as places, token budget and
 * cache hold. A request takes `output` steps, one for the prompt and one for each later token, shared by B; steps in which prompts fill the
 * budget may be more. Seconds per request = t0 · steps / B + kp · prompt + kd · (output − 1) + ka · context.
 * An estimate: blocks are rounded, and preemptions and the spread of the lengths left out, which make it less; so does static scheduling.
 */
export function capacityOf(settings: CapacitySettings, variant: ModelVariant): number {
  const time = variantStepTime(settings.stepTime, variant);
  const prompt = createTokenLaw(settings.promptTokens).meanTokens;
  const output = createTokenLaw(settings.outputTokens).meanTokens;
  const meanContext = prompt + output / 2;
  const inCache = Math.max(1, (settings.kvBlocks * settings.blockTokens) / meanContext);
  const sequences = Math.min(settings.maxNumSeqs, settings.maxNumBatchedTokens, inCache);
  const tokenSteps = (prompt + output - 1) / settings.maxNumBatchedTokens;
  const steps = Math.max(output / sequences, tokenSteps);
  const seconds =
    time.baseSeconds * steps +
    time.prefillSecondsPerToken * prompt +
    time.decodeSecondsPerSequence * (output - 1) +
    time.contextSecondsPerToken * meanContext * (output - 1);
  return seconds > 0 ? settings.replicas / seconds : Infinity;
}
