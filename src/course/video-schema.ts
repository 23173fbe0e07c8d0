import { z } from 'zod';
import { textSchema } from './text-schema.ts';

const seconds = z.number().min(0);

const fields = z.object({
  /** The site that holds the video. */
  platform: z.literal('youtube'),
  /** YouTube's own id. */
  id: textSchema.pipe(z.string().regex(/^[A-Za-z0-9_-]{11}$/)),
  /** Where to begin, seconds from 0. */
  start: z.preprocess((value) => value ?? 0, seconds).default(0),
  /** Where to stop, seconds, above `start`; absent for the end of the video. */
  end: z.preprocess((value) => value ?? undefined, seconds.optional()).optional(),
});

/** Runs even where the platform or the id is wrong, so that one run reports everything. */
const hasTimes = { when: ({ value }: z.core.ParsePayload) => typeof value === 'object' && value !== null };

/** A segment of a video. It is fetched only when the student asks for it. */
export const videoSchema = fields
  .superRefine(({ start, end }, context) => {
    if (typeof start !== 'number' || typeof end !== 'number' || end > start) return;
    const fix = 'Write both in seconds from the beginning of the video, the end after the start.';
    const params = { expected: `a time after the start (${start} s)`, found: `${end}`, fix };
    const message = `Expected ${params.expected}, found ${params.found}. ${fix}`;
    context.addIssue({ code: 'custom', path: ['end'], params, message });
  }, hasTimes)
  .transform(({ platform, id, start, end }) => ({ platform, id, startSeconds: start, endSeconds: end }));

/** A segment of a video, in seconds. */
export type Video = z.output<typeof videoSchema>;
