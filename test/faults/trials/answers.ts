import type { LearnerRecord } from '../../../widgets/engines/record/learner-record.ts';
import { openRecordNamed } from '../../../widgets/engines/record/open-record.ts';

export const answer = (text: string) => ({ lesson: 'l', prompt: text, text: `${text}: ${crypto.randomUUID()} “ü”` });

/** Stores so many answers, and gives the ids of those that were called saved. */
export async function storeAnswers(record: LearnerRecord, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 1; number <= count; number++)
    ids.push((await record.append('reflectionWritten', 'c', answer(`p${number}`))).id);
  return ids;
}

/** A record of so many answers, closed again. */
export async function closedRecord(name: string, count: number): Promise<string[]> {
  const record = await openRecordNamed(name);
  const ids = await storeAnswers(record, count);
  await record.close();
  return ids;
}

export const among = (count: number): number => Math.floor(Math.random() * count);
export const oneOf = <Value>(values: readonly Value[]): Value => values[among(values.length)]!;
