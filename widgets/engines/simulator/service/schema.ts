import * as z from '../../../kit/zod.ts';
import type { Parameter } from '../parameter.ts';
import { familyParameters, schemasOf } from '../variant.ts';
import { serviceLaws } from './index.ts';
import type { Curves, ServiceLaw, ServiceVariant } from './service-law.ts';

/** `serviceTime` of a compute component: one of the laws, told apart by `distribution`. */
export const serviceTimeSchema = z.discriminatedUnion('distribution', schemasOf(serviceLaws));
export type ServiceTime = z.output<typeof serviceTimeSchema>;

/** The parameters of `serviceTime` for a form; `meaning` says what the time is of (a call, a row, a poll). */
export function serviceTimeParameters(standard: string, meaning: string): Parameter[] {
  return familyParameters('serviceTime', 'distribution', serviceLaws, {
    label: 'Service time',
    default: standard,
    meaning,
    source: 'Scenario format.',
  });
}

/** Makes the law that the settings name. */
export function createServiceLaw(settings: ServiceTime, curves: Curves): ServiceLaw {
  const variant = serviceLaws.find((candidate) => candidate.name === settings.distribution) as unknown as
    | ServiceVariant
    | undefined;
  if (!variant) throw new Error(`No service law is called "${settings.distribution}".`);
  return variant.create(settings as never, curves);
}
