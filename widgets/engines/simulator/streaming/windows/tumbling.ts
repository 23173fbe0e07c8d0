import * as z from '../../../../kit/zod.ts';
import { defineWindow } from './window-type.ts';
import { lengthParameter, optionalWindowParameters, windowParameters, windowShape } from './parameters.ts';

const sizeSeconds = lengthParameter('Window', 60, 'Length of a window.', 'TumblingEventTimeWindows');

/** Windows [k · w, (k + 1) · w): every event is in exactly one. */
export const tumbling = defineWindow({
  name: 'tumbling',
  label: 'Tumbling windows',
  meaning: 'Event time is cut into windows of one length, each event in exactly one.',
  parameters: { sizeSeconds, ...windowParameters },
  optional: optionalWindowParameters,
  schema: z.strictObject({ type: z.literal('tumbling'), sizeSeconds: sizeSeconds.schema, ...windowShape }),
  example: { type: 'tumbling', sizeSeconds: 60 },
  shape: (settings) => ({
    isSession: false,
    sizeSeconds: settings.sizeSeconds,
    slideSeconds: settings.sizeSeconds,
  }),
});
