import * as z from '../../../../kit/zod.ts';
import { defineWindow } from './window-type.ts';
import { lengthParameter, optionalWindowParameters, windowParameters, windowShape } from './parameters.ts';

const gapSeconds = lengthParameter(
  'Gap',
  30,
  'A session of a key ends when no event of it comes for this long.',
  'EventTimeSessionWindows.withGap',
);

/** Sessions by key: each event opens [t, t + gap), and windows that overlap are merged. */
export const session = defineWindow({
  name: 'session',
  label: 'Session windows',
  meaning: 'Events of one key that are less than a gap apart form one session.',
  parameters: { gapSeconds, ...windowParameters },
  optional: optionalWindowParameters,
  schema: z.strictObject({ type: z.literal('session'), gapSeconds: gapSeconds.schema, ...windowShape }),
  example: { type: 'session', gapSeconds: 30 },
  shape: (settings) => ({ isSession: true, gapSeconds: settings.gapSeconds }),
});
