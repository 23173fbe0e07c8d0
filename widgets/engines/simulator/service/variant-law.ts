import type { ModelVariant } from '../model-variants/model-variant.ts';
import { createServiceLaw, type ServiceTime } from './schema.ts';
import type { Curves, ServiceLaw } from './service-law.ts';

/**
 * The law of a variant of the model. An affine law knows its fixed part from its part per item, and each has its factor; of every other law the whole
 * call does. The original's law is the law itself.
 */
export function createVariantLaw(settings: ServiceTime, variant: ModelVariant, curves: Curves): ServiceLaw {
  if (variant.name === 'original') return createServiceLaw(settings, curves);
  if (settings.distribution === 'affine') {
    const baseSeconds = settings.baseSeconds * variant.fixedTimeFactor;
    return createServiceLaw(
      { ...settings, baseSeconds, perItemSeconds: settings.perItemSeconds * variant.perItemTimeFactor },
      curves,
    );
  }
  const law = createServiceLaw(settings, curves);
  const factor = variant.callTimeFactor;
  return { ...law, seconds: (size, draw) => factor * law.seconds(size, draw) };
}
