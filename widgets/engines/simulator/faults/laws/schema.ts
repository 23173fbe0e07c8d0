import * as z from '../../../../kit/zod.ts';
import type { Parameter } from '../../parameter.ts';
import { familyParameters, schemasOf } from '../../variant.ts';
import { outageLaws } from './index.ts';
import type { OutageLaw, OutageVariant } from './outage-law.ts';

/** `outages` of whatever goes down and comes back: one of the laws, told apart by `law`. */
export const outagesSchema = z.discriminatedUnion('law', schemasOf(outageLaws));
export type Outages = z.output<typeof outagesSchema>;

/** The parameters of `outages` at `path` for a form. */
export function outageParameters(path = 'outages', isOptional = false): Parameter[] {
  const choice = {
    label: 'Outages',
    default: 'exponential',
    meaning: 'When it goes down, and for how long.',
    source: 'Scenario format.',
  };
  return familyParameters(path, 'law', outageLaws, choice, isOptional);
}

/** Makes the law that the settings name. */
export function createOutages(settings: Outages, detectionSeconds: number): OutageLaw {
  const variant = outageLaws.find((candidate) => candidate.name === settings.law) as unknown as
    | OutageVariant
    | undefined;
  if (!variant) throw new Error(`No law of outages is called "${settings.law}".`);
  return variant.create(settings as never, detectionSeconds);
}
