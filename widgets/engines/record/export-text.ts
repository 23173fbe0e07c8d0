import { canonicalJson } from './canonical-json.ts';
import type { AnyEvent } from './event.ts';

/** Version of the file's form. */
const FORMAT_VERSION = 1;

/**
 * A log as NDJSON: a heading line `{ format, version, eventCount, unsavedCount, unreadableCount }`, then one event per line as canonical JSON, so that
 * equal logs give equal bytes. An event that was never stored has no `seq` and no `sha`. Rows that could not be read come last, as they are.
 */
export function exportText(events: readonly AnyEvent[], unreadable: readonly unknown[] = []): string {
  const unsavedCount = events.filter((event) => !('seq' in event)).length;
  const heading = {
    format: 'slipway-record',
    version: FORMAT_VERSION,
    eventCount: events.length,
    unsavedCount,
    unreadableCount: unreadable.length,
  };
  return `${[heading, ...events, ...unreadable].map(canonicalJson).join('\n')}\n`;
}
