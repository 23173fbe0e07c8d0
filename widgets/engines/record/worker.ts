/** The record's worker: the second copy, comparisons and imports, which a page must not wait for. */
import { serveWorker, type WorkerContext } from '../../kit/worker-call.ts';
import { audit, readCopy } from './audit.ts';
import { type ImportInput, importFile } from './import/import-file.ts';
import { appendToMirror, eraseMirror } from './mirror-file.ts';

export interface MirrorInput {
  readonly databaseName: string;
  readonly lines: readonly string[];
}

serveWorker({
  mirror: ({ databaseName, lines }: MirrorInput) => appendToMirror(databaseName, lines),
  audit: (databaseName: string) => audit(databaseName),
  read: (databaseName: string) => readCopy(databaseName),
  import: (input: ImportInput, context: WorkerContext) =>
    importFile(input, {
      onProgress: (entryCount) => context.progress(entryCount),
      isCancelled: () => context.isCancelled(),
    }),
  eraseMirror: (databaseName: string) => eraseMirror(databaseName),
});
