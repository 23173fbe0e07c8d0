import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';

/** The learner asked this browser to erase the record. The event goes with everything else; one that is found tells of an erasing that was cut short. */
export const eraseRequested = defineEvent({ version: 1, body: z.object({}), reduce: () => {} });
