import * as z from '../../../kit/zod.ts';
import { parseLine } from './check-line.ts';
import { FileFault } from './import-answer.ts';

/** Version of the file's form. 1: without `sha256`. 2: with it. */
export const FORMAT_VERSION = 2;

const count = z.int().check(z.gte(0));
const headingSchema = z.looseObject({
  format: z.literal('slipway-record'),
  version: z.int().check(z.gte(1)),
  eventCount: count,
  unsavedCount: count,
  unreadableCount: count,
  /** Of every byte after the heading's line. */
  sha256: z.optional(z.string()),
});

export type Heading = z.output<typeof headingSchema>;

/** The heading of an export; throws `FileFault` where the line is none, or belongs to a later version. */
export function readHeading(line: string): Heading {
  const parsed = parseLine(line);
  const heading = headingSchema.safeParse('value' in parsed ? parsed.value : undefined);
  if (!heading.success)
    throw new FileFault(
      1,
      'Expected the heading of an export of this course, found something else.',
      'Choose a file that “Save a file” wrote on the page My record; its name ends in .ndjson.gz or .ndjson.',
    );
  if (heading.data.version > FORMAT_VERSION)
    throw new FileFault(
      1,
      `Expected a file of version ${FORMAT_VERSION} or earlier, found version ${heading.data.version}.`,
      'Reload this page to get the newer version of the course, then import again.',
    );
  return heading.data;
}

/** Throws `FileFault` where the lines are not those that the heading promises. */
export function checkAgainstHeading(heading: Heading, lineCount: number, bodyHash: string): void {
  const promised = heading.eventCount + heading.unreadableCount;
  if (lineCount !== promised)
    throw new FileFault(
      lineCount + 2,
      `Expected ${promised} entries, as the heading says, found ${lineCount}.`,
      'The file was cut or joined. Export the record again, or take the intact entries.',
    );
  if (heading.version >= 2 && heading.sha256 !== bodyHash)
    throw new FileFault(
      1,
      'Expected the text that belongs to the heading’s hash, found other text: the file was altered.',
      'Export the record again, or take the intact entries.',
    );
}
