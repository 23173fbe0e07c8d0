import type * as z from '../../../../kit/zod.ts';
import type { Variant } from '../../variant.ts';

/** When a consumer tells the log how far it has come, and what becomes of its outputs until then. */
export interface CommitRule {
  /** `take`: as soon as a poll is taken; `pollEnd`: when a poll is done; `timer`: every `intervalSeconds`. */
  readonly on: 'take' | 'pollEnd' | 'timer';
  readonly intervalSeconds: number;
  /**
   * With a timer: true when it is looked at after every record, as a Streams thread does; false when it is looked at only between two polls, as a
   * plain consumer does.
   */
  readonly isPerRecord: boolean;
  /** True when outputs are seen at the commit and not before, and are taken back when it never comes. */
  readonly isTransactional: boolean;
}

/** A commit mode in the registry. */
export interface CommitVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  rule(settings: z.output<Schema>): CommitRule;
}

/** Keeps the type of the schema while checking the contract. */
export function defineCommit<Schema extends z.ZodMiniType>(variant: CommitVariant<Schema>): CommitVariant<Schema> {
  return variant;
}
