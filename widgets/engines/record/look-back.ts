import type { UnsavedEvent } from './event.ts';
import type { LogContents } from './log-contents.ts';
import type { SecondCopy } from './second-copy.ts';

/** Takes up what a page that was left had no time to store. Gives the events that are to be stored now. */
export async function lookBack(contents: LogContents, copy: SecondCopy): Promise<readonly UnsavedEvent[]> {
  const left = copy.held();
  for (const { id } of left) if (contents.isStored(id)) copy.release(id);
  return contents.holdAgain(left);
}
