import { nextTurn } from '../../kit/next-turn.ts';
import { canonicalJson } from './canonical-json.ts';
import type { AnyEvent } from './event.ts';
import { FORMAT_VERSION } from './import/heading.ts';
import { Sha256, sha256 } from './sha-256.ts';

function heading(events: readonly AnyEvent[], unreadable: readonly unknown[], bodySha: string): string {
  return `${canonicalJson({
    format: 'slipway-record',
    version: FORMAT_VERSION,
    eventCount: events.length,
    unsavedCount: events.filter((event) => !('seq' in event)).length,
    unreadableCount: unreadable.length,
    sha256: bodySha,
  })}\n`;
}

/**
 * A log as NDJSON: a heading line `{ format, version, eventCount, unsavedCount, unreadableCount, sha256 }`, the hash being that of everything after it, then one event per line
 * as canonical JSON, so that equal logs give equal bytes. An event that was never stored has no `seq` and no `sha`. Rows that could not be read come last, as they are.
 */
export function exportText(events: readonly AnyEvent[], unreadable: readonly unknown[] = []): string {
  const body = [...events, ...unreadable].map((row) => `${canonicalJson(row)}\n`).join('');
  return heading(events, unreadable, sha256(body)) + body;
}

/** So many rows are written between two pauses: about 10 ms of work. */
const SLICE_ROWS = 500;

/** The same, compressed as gzip, and made in slices: the page goes on answering while a long log is written. */
export async function exportFile(events: readonly AnyEvent[], unreadable: readonly unknown[] = []): Promise<Blob> {
  const rows = [...events, ...unreadable];
  const hash = new Sha256();
  const parts: Blob[] = [];
  for (let from = 0; from < rows.length; from += SLICE_ROWS) {
    const bytes = new TextEncoder().encode(
      rows
        .slice(from, from + SLICE_ROWS)
        .map((row) => `${canonicalJson(row)}\n`)
        .join(''),
    );
    hash.update(bytes);
    parts.push(new Blob([bytes]));
    await nextTurn();
  }
  const text = new Blob([heading(events, unreadable, hash.hex()), ...parts]);
  const packed = await new Response(text.stream().pipeThrough(new CompressionStream('gzip'))).blob();
  return new Blob([packed], { type: 'application/gzip' });
}
