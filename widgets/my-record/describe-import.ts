import { describeCount, type ImportReport } from '../engines/record/index.ts';

/** What an import did, one full sentence per fact. */
export function describeImport({
  addedCount,
  knownCount,
  conflictCount,
  refusedCount,
}: ImportReport): readonly string[] {
  const were = (count: number) => (count === 1 ? 'was' : 'were');
  return [
    addedCount === 0
      ? 'Nothing new was in the file.'
      : `${describeCount(addedCount)} ${were(addedCount)} added to your record.`,
    ...(knownCount > 0 ? [`${describeCount(knownCount)} ${were(knownCount)} in your record already.`] : []),
    ...(conflictCount > 0
      ? [
          `${describeCount(conflictCount)} with a name that your record has with other content ${were(conflictCount)} kept aside; your files have them.`,
        ]
      : []),
    ...(refusedCount > 0 ? [`${refusedCount} ${refusedCount === 1 ? 'line was' : 'lines were'} refused.`] : []),
  ];
}

/** The name of an exported file: the course and the day, so that several lie side by side. */
export function exportFileName(nowMs: number): string {
  return `slipway-record-${new Date(nowMs).toISOString().slice(0, 10)}.ndjson.gz`;
}
