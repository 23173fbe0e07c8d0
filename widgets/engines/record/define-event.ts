import type * as z from '../../kit/zod.ts';
import type { AnyEvent } from './event.ts';
import type { StateDraft } from './learner-state.ts';

/** What the record knows about one type of event: the current schema of its body and what it does to the state. */
export interface EventKind<Schema extends z.ZodMiniType = z.ZodMiniType> {
  /** Version of the schema. Raise it when the meaning of the body changes; events of a later version are kept and not folded. */
  readonly version: number;
  readonly body: Schema;
  /** Enters the event into the state. The event's body has passed the schema and stands in `body`. */
  readonly reduce: (state: StateDraft, body: z.output<Schema>, event: AnyEvent) => void;
}

/** Declares one type of event. */
export function defineEvent<Schema extends z.ZodMiniType>(kind: EventKind<Schema>): EventKind<Schema> {
  return kind;
}
