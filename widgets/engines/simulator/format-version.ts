import * as z from '../../kit/zod.ts';

/** Version of the scenario format that this engine reads and writes. A file without `formatVersion` is of this one. */
export const formatVersion = 1;

/** The version that a scenario says it is written in. Only a change that older engines could not read right raises it. */
export const formatVersionSchema = z.optional(
  z.int().check(
    z.refine((version) => version === formatVersion, {
      message: `${formatVersion} | It was written by another version of Slipway: open it there, or bring it into this form.`,
    }),
  ),
);

/** The version of a document that a later Slipway wrote; undefined for one of today, and for what is no scenario. */
export function newerFormatVersion(document: unknown): number | undefined {
  if (typeof document !== 'object' || document === null || !Object.hasOwn(document, 'formatVersion')) return undefined;
  const { formatVersion: version } = document as { formatVersion: unknown };
  return typeof version === 'number' && Number.isInteger(version) && version > formatVersion ? version : undefined;
}
