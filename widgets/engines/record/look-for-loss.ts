import type { LogContents } from './log-contents.ts';
import type { Loss } from './loss.ts';
import type { SecondCopy } from './second-copy.ts';

interface Parts {
  readonly contents: LogContents;
  readonly copy: SecondCopy;
  /** Reads the store again. */
  readonly readAgain: () => Promise<void>;
  /** Gives this browser profile another name: the numbers of the old one are no longer known for certain. */
  readonly rename: () => Promise<void>;
}

/**
 * Compares an opened store with the mark. Where events are missing they are put back from the second copy before anything new is numbered.
 *
 * An empty store is believed only where the second copy is empty too. A browser that was killed twice while it wrote may find its own database damaged: Chromium then deletes it without a word (LevelDB
 * continues a log behind a record that the first death cut off, and reads "checksum mismatch" at the opening after the second), and a mark that is younger than some seconds had not reached the disk.
 */
export async function lookForLoss({ contents, copy, readAgain, rename }: Parts): Promise<Loss | undefined> {
  const promisedCount = copy.missing(contents.mark());
  if (promisedCount === 0 && !(contents.storedCount === 0 && (await copy.exists()))) {
    copy.accept(contents.mark(), false);
    return undefined;
  }
  const report = await copy.audit();
  if (report) await readAgain();
  const stillMissing = copy.missing(contents.mark());
  if (stillMissing > 0) await rename();
  copy.accept(contents.mark(), true);
  const missingCount = Math.max(promisedCount, (report?.restoredCount ?? 0) + stillMissing);
  return missingCount === 0 ? undefined : { missingCount, restoredCount: missingCount - stillMissing };
}

/** Compares the two copies where no mark spoke of a loss: the mark itself may be gone, and a row's content may have changed on the disk. */
export async function compareCopies({ contents, copy, readAgain }: Omit<Parts, 'rename'>): Promise<Loss | undefined> {
  const report = await copy.audit();
  if (!report) return undefined;
  const { restoredCount, healedCount, damagedCount } = report;
  const missingCount = restoredCount + healedCount + damagedCount;
  if (missingCount === 0) return undefined;
  await readAgain();
  copy.accept(contents.mark(), true);
  return { missingCount, restoredCount: restoredCount + healedCount };
}
