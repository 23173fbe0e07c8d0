import { onBeforeReload } from '../../kit/before-reload.ts';
import type { LearnerRecord } from './learner-record.ts';

/** Has what is still being written finished, and what failed tried again, before the page is loaded again. */
export function saveBeforeReload(record: LearnerRecord): void {
  onBeforeReload(async () => {
    while (record.status === 'saving') await nextChange(record);
    if (record.unsaved.length > 0) await record.retry();
    return record.unsaved.length === 0;
  });
}

function nextChange(record: LearnerRecord): Promise<void> {
  return new Promise((resolve) => {
    const end = record.subscribe(() => {
      end();
      resolve();
    });
  });
}
