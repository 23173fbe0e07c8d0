import * as z from '../../../kit/zod.ts';
import { numberParameter } from '../parameter.ts';
import { snap } from '../snap.ts';
import { defineShedding, type Shedder } from './shedder.ts';

const marginSeconds = numberParameter({
  label: 'Time to answer',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e6,
  default: 0,
  meaning:
    'A request whose deadline is nearer than this when its turn comes is dropped; set it to the time that serving takes.',
  source:
    'Beyer et al., Site Reliability Engineering (2016), chapter 22, Deadlines: a server should check the deadline left before it goes on with a request.',
});

class DeadlineDrop implements Shedder {
  readonly #margin: number;

  constructor(margin: number) {
    this.#margin = margin;
  }

  refuses(): boolean {
    return false;
  }

  drops(now: number, _enqueuedAt: number, deadline: number): boolean {
    return snap(now + this.#margin) > deadline;
  }
}

/** No work for an answer that nobody will wait for. Requests without a deadline (no component before has a timeout) are never dropped. */
export const deadlineDrop = defineShedding({
  name: 'deadline',
  label: 'Deadline-aware drop',
  meaning: 'Drops a request when its turn comes if its answer would be too late.',
  parameters: { marginSeconds },
  optional: ['marginSeconds'],
  schema: z.strictObject({ policy: z.literal('deadline'), marginSeconds: z._default(marginSeconds.schema, 0) }),
  example: { policy: 'deadline', marginSeconds: 0.1 },
  create: (settings) => new DeadlineDrop(settings.marginSeconds),
});
