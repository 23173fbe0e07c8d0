import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';

const body = z.object({
  /** How many events the file has. */
  eventCount: z.int().check(z.gte(0)),
});

/** The learner saved a file of the whole record. */
export const recordExported = defineEvent({
  version: 1,
  body,
  reduce: (state, { eventCount }, event) => {
    state.exports.set('last', { eventCount, time: event.time });
    state.exports.delete('broughtBack');
  },
});
