import { describeCount } from './loss.ts';

const ENOUGH_EVENTS = 25;
const LONG_MS = 7 * 86_400_000;

/** What the advice depends on. */
export interface ExportHistory {
  /** Events in the record now. */
  readonly eventCount: number;
  /** When the first of them happened, ISO 8601; undefined in an empty record. */
  readonly firstTime: string | undefined;
  /** The file saved or brought back last: how many events are in a file since, and when that was. */
  readonly last: { readonly eventCount: number; readonly time: string } | undefined;
}

/** Advises to save a file of the record, after 25 new events or 7 days with new ones; undefined while there is no need. Browsers clear storage that they think is unused. */
export function exportAdvice({ eventCount, firstTime, last }: ExportHistory, nowMs: number): string | undefined {
  // The saving or bringing back of the file is itself an event, and no new one.
  const newCount = eventCount - (last ? last.eventCount + 1 : 0);
  const sinceMs = Date.parse(last?.time ?? firstTime ?? '');
  if (newCount < ENOUGH_EVENTS && !(newCount > 0 && nowMs - sinceMs > LONG_MS)) return undefined;
  const what = `${describeCount(newCount)} of your record ${newCount === 1 ? 'is' : 'are'} in this browser only.`;
  return `${what} Save a file of it on the page My record.`;
}
