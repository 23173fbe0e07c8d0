import * as z from '../../../kit/zod.ts';
import type { Parameter } from '../parameter.ts';
import { familyParameters, schemasOf } from '../variant.ts';
import type { ColdStartLaw, ColdStartVariant } from './cold-start-law.ts';
import { coldStartLaws } from './index.ts';

/** `coldStart` of what adds instances: one of the laws, told apart by `distribution`. */
export const coldStartSchema = z.discriminatedUnion('distribution', schemasOf(coldStartLaws));
export type ColdStart = z.output<typeof coldStartSchema>;

/** The parameters of `coldStart` at `path` for a form. */
export function coldStartParameters(standard: ColdStart['distribution'], path = 'coldStart'): Parameter[] {
  const choice = {
    label: 'Cold start',
    default: standard,
    meaning: 'Time from the decision to add an instance until it serves.',
    source: 'Scenario format; the presets are assumed but for those measured by Alibaba.',
  };
  return familyParameters(path, 'distribution', coldStartLaws, choice, true);
}

/** Makes the law that the settings name. */
export function createColdStart(settings: ColdStart): ColdStartLaw {
  const variant = coldStartLaws.find((candidate) => candidate.name === settings.distribution) as unknown as
    | ColdStartVariant
    | undefined;
  if (!variant) throw new Error(`No cold-start law is called "${settings.distribution}".`);
  return variant.create(settings as never);
}
