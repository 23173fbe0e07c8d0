/** What was found missing or damaged when the record was opened. */
export interface Loss {
  /** Events that the browser's storage should have had and had not, or not as they were written. */
  readonly missingCount: number;
  /** How many of them were put back: from the second copy, or from the memory of a page that had them. */
  readonly restoredCount: number;
}

/** So many entries, in words: `1 entry`, `12 entries`. */
export const describeCount = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`;

/** Says what was lost, what was put back, and what the learner can do. Full sentences. */
export function describeLoss({ missingCount, restoredCount }: Loss): string {
  const lost = `The browser’s storage had lost ${describeCount(missingCount)} of your record.`;
  if (restoredCount >= missingCount) return `${lost} ${missingCount === 1 ? 'It was' : 'All of them were'} put back.`;
  const rest = missingCount - restoredCount;
  const back =
    restoredCount === 0 ? '' : ` ${describeCount(restoredCount)} ${restoredCount === 1 ? 'was' : 'were'} put back.`;
  return `${lost}${back} ${describeCount(rest)} could not be found on this device. If you have saved a file of your record, import it on the page My record.`;
}
