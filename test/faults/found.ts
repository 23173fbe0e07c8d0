import type { LearnerRecord } from '../../widgets/engines/record/learner-record.ts';
import type { Found } from './fault.ts';

/** What an opened record holds, as its own export has it. */
export function foundIn(record: LearnerRecord, openedMs = 0): Found {
  const lines = record.exportText().trimEnd().split('\n').slice(1);
  const events = lines.map((line) => JSON.parse(line) as { id: string; type: string; device: string; seq: number });
  const answers = events.filter(({ type }) => type === 'reflectionWritten');
  const numbers = answers.map(({ device, seq }) => `${device} ${seq}`);
  return {
    ids: answers.map(({ id }) => id),
    duplicates: answers.length - new Set(answers.map(({ id }) => id)).size + numbers.length - new Set(numbers).size,
    status: record.status,
    problem: record.problem,
    loss: record.loss,
    openedMs,
  };
}
