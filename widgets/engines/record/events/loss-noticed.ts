import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';

const count = z.int().check(z.gte(0));
const body = z.object({
  /** Events that the browser's storage should have had and had not. */
  missingCount: count,
  /** How many of them were put back. */
  restoredCount: count,
});

/** The record was opened and events were missing. */
export const lossNoticed = defineEvent({
  version: 1,
  body,
  reduce: (state, loss, event) => {
    state.losses.set(event.id, { ...loss, time: event.time });
  },
});
