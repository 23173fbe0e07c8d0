import * as z from '../../../kit/zod.ts';
import type { Parameter } from '../parameter.ts';
import { familyParameters, schemasOf } from '../variant.ts';
import type { ConfidenceLaw, ConfidenceVariant } from './confidence-law.ts';
import { confidenceLaws } from './index.ts';

/** `confidence` of a small model that escalates: one of the laws, told apart by `law`. */
export const confidenceSchema = z.discriminatedUnion('law', schemasOf(confidenceLaws));
export type Confidence = z.output<typeof confidenceSchema>;

export const confidenceParameters: readonly Parameter[] = familyParameters(
  'escalation.confidence',
  'law',
  confidenceLaws,
  {
    label: 'Confidence',
    default: 'share',
    meaning: 'Of which requests the small model is sure; it answers these, and passes the others on along "to".',
    source: 'Scenario format.',
  },
  true,
);

/** The law that the settings name. */
export function createConfidence(settings: Confidence): ConfidenceLaw {
  const variant = confidenceLaws.find((candidate) => candidate.name === settings.law) as unknown as ConfidenceVariant;
  return variant.create(settings as never);
}
