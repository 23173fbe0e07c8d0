import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';

const count = z.int().check(z.gte(0));
const body = z.object({
  /** Events of the file that the record did not have. */
  addedCount: count,
  /** Events of the file that it had. */
  knownCount: count,
});

/** The learner joined a file to the record: what is in it is not in this browser alone. */
export const recordImported = defineEvent({
  version: 1,
  body,
  reduce: (state, { addedCount, knownCount }, event) => {
    const before = state.exports.get('broughtBack') ?? state.exports.get('last');
    // Files overlap by an unknown share: this one has all of its own, and what was added is in no earlier one. The saving of the earlier one was itself an event.
    const eventCount = Math.max(addedCount + knownCount, (before ? before.eventCount + 1 : 0) + addedCount);
    state.exports.set('broughtBack', { eventCount, time: event.time });
  },
});
