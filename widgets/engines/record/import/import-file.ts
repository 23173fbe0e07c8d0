import { DATABASE_VERSION, openRecordDatabase } from '../record-database.ts';
import { upkeep } from '../upkeep.ts';
import { commitStaged } from './commit-staged.ts';
import type { ImportAnswer } from './import-answer.ts';
import { stageFile, type Steps } from './stage-file.ts';

export interface ImportInput {
  readonly databaseName: string;
  readonly file: Blob;
  /** True to take the intact entries of a file that is damaged as a whole. */
  readonly isSalvage: boolean;
}

/** Reads an exported file and joins it to the record. A file that is refused leaves the record as it was, and says which line is wrong. */
export function importFile({ databaseName, file, isSalvage }: ImportInput, steps: Steps): Promise<ImportAnswer> {
  return upkeep(databaseName, async () => {
    const database = await openRecordDatabase(databaseName, () => {}, DATABASE_VERSION);
    try {
      const { fault, stagedCount, ...staged } = await stageFile(database, file, steps);
      if (fault && (!isSalvage || stagedCount === 0)) {
        const { line, message: reason, fix } = fault;
        return { ok: false, refusal: { line, reason, fix, intactCount: stagedCount } };
      }
      const committed = await commitStaged(database, steps);
      return { ok: true, report: { ...committed, ...staged } };
    } finally {
      await database.clear('staging').catch(() => {}); // The next import empties it again.
      database.close();
    }
  });
}
