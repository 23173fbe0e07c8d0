import * as z from '../../../kit/zod.ts';
import { arrivalsSchema } from '../arrivals/schema.ts';
import { DelayedEventsStation } from '../stations/delayed-events-station.ts';
import { TrafficStation } from '../stations/traffic-station.ts';
import { eventDelayParameters, eventDelaySchema } from '../streaming/delays/schema.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';
import { arrivalParameters, sourceParameters, sourceShape } from './source-parameters.ts';

const schema = z.strictObject({
  ...commonShape,
  kind: z.literal('eventStream'),
  arrivals: arrivalsSchema,
  ...sourceShape,
  /** Left out: events are sent on when they happen. */
  eventDelay: z.optional(eventDelaySchema),
  ...toShape,
});

/** Things that happen and are told once: clicks, payments, sensor readings. */
export const eventStream = defineComponent({
  kind: 'eventStream',
  label: 'Event stream',
  family: 'source',
  meaning: 'Keyed events, such as clicks or sensor readings, sent one way: nobody waits for an answer.',
  parameters: [...arrivalParameters(), ...sourceParameters, ...eventDelayParameters()],
  example: {
    kind: 'eventStream',
    arrivals: { process: 'poisson', ratePerSecond: 20 },
    keys: { count: 1000, zipfExponent: 0 },
  },
  schema,
  build: (settings, context) =>
    settings.eventDelay
      ? new DelayedEventsStation(settings, context, settings.eventDelay)
      : new TrafficStation(settings, context, { isAnswered: false }),
});
