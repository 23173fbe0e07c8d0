import * as z from '../../../kit/zod.ts';
import { numberParameter } from '../parameter.ts';

export const quality = numberParameter({
  label: 'Quality',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: null,
  meaning:
    'How good its answers are, for example the share that is right; an answer is as good as the last component that served it says. Left out: not counted.',
  source:
    'A score per tier of a fallback chain, so that available and good are told apart: Google, Site Reliability Engineering, chapter 22.',
});

/** `quality` of a component that answers. */
export const qualityShape = { quality: z.optional(quality.schema) };
