import * as z from '../../../../kit/zod.ts';
import type { Parameter } from '../../parameter.ts';
import { familyParameters, schemasOf } from '../../variant.ts';
import { commitModes } from '../index.ts';
import type { CommitRule, CommitVariant } from './commit-mode.ts';

/** `commit` of a consumer group: one of the modes, told apart by `mode`. */
export const commitSchema = z.discriminatedUnion('mode', schemasOf(commitModes));
export type Commit = z.output<typeof commitSchema>;

export function commitParameters(): Parameter[] {
  const choice = {
    label: 'Commits',
    default: 'afterProcessing',
    meaning:
      'When consumers commit their offsets, which decides what a crash loses or repeats; left out, after each poll.',
    source: 'Apache Kafka documentation, Message Delivery Semantics.',
  };
  return familyParameters('commit', 'mode', commitModes, choice, true);
}

export function commitRuleOf(settings: Commit = { mode: 'afterProcessing' }): CommitRule {
  const variant = commitModes.find(({ name }) => name === settings.mode) as unknown as CommitVariant | undefined;
  if (!variant) throw new Error(`No commit mode is called "${settings.mode}".`);
  return variant.rule(settings as never);
}
