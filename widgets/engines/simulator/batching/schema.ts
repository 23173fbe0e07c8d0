import * as z from '../../../kit/zod.ts';
import { schemasOf } from '../variant.ts';
import { type BatchingPolicy, type BatchingVariant, oneAtATime } from './batching-policy.ts';
import { batchingModes } from './index.ts';

/** `batching` of a model server: one of the modes, told apart by `mode`. */
export const batchingSchema = z.discriminatedUnion('mode', schemasOf(batchingModes));
export type Batching = z.output<typeof batchingSchema>;

/** The policy that the settings name; one request at a time when there are none. */
export function createBatching(settings: Batching | undefined): BatchingPolicy {
  if (!settings) return oneAtATime;
  const variant = batchingModes.find((candidate) => candidate.name === settings.mode) as unknown as
    | BatchingVariant
    | undefined;
  if (!variant) throw new Error(`No batching mode is called "${settings.mode}".`);
  return variant.create(settings as never);
}
