import * as z from '../../../../kit/zod.ts';
import { defineWindow } from './window-type.ts';
import { lengthParameter, optionalWindowParameters, windowParameters, windowShape } from './parameters.ts';

const sizeSeconds = lengthParameter('Window', 60, 'Length of a window.', 'SlidingEventTimeWindows');
const slideSeconds = lengthParameter(
  'Slide',
  10,
  'Time between the starts of two windows: each event is in size/slide of them.',
  'SlidingEventTimeWindows',
);

/** Windows that overlap: a new one starts every slide, and each event is in all that cover it. */
export const sliding = defineWindow({
  name: 'sliding',
  label: 'Sliding windows',
  meaning: 'Windows of one length that start every slide and overlap: each event is in several.',
  parameters: { sizeSeconds, slideSeconds, ...windowParameters },
  optional: optionalWindowParameters,
  schema: z.strictObject({
    type: z.literal('sliding'),
    sizeSeconds: sizeSeconds.schema,
    slideSeconds: slideSeconds.schema,
    ...windowShape,
  }),
  example: { type: 'sliding', sizeSeconds: 60, slideSeconds: 10 },
  shape: (settings) => ({
    isSession: false,
    sizeSeconds: settings.sizeSeconds,
    slideSeconds: settings.slideSeconds,
  }),
});
