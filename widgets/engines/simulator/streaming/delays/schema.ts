import * as z from '../../../../kit/zod.ts';
import type { Parameter } from '../../parameter.ts';
import type { ServiceLaw, ServiceVariant } from '../../service/service-law.ts';
import { familyParameters, schemasOf } from '../../variant.ts';
import { delayLaws } from '../index.ts';

/** `eventDelay` of an event stream: one of the laws, told apart by `distribution`. */
export const eventDelaySchema = z.discriminatedUnion('distribution', schemasOf(delayLaws));
export type EventDelay = z.output<typeof eventDelaySchema>;

export function eventDelayParameters(): Parameter[] {
  const choice = {
    label: 'Delay of events',
    default: 'exponential',
    meaning:
      'Time from the moment an event happens until it is sent on, so that events come late and out of order; left out, none.',
    source: 'Akidau and others, The Dataflow Model, 2015: event time and processing time.',
  };
  return familyParameters('eventDelay', 'distribution', delayLaws, choice, true);
}

/** Makes the law that the settings name. */
export function createEventDelay(settings: EventDelay): ServiceLaw {
  const variant = delayLaws.find(({ name }) => name === settings.distribution) as unknown as ServiceVariant | undefined;
  if (!variant) throw new Error(`No delay law is called "${settings.distribution}".`);
  return variant.create(settings as never, {});
}
