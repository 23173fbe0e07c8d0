import { formatBytes } from '../../kit/format.ts';
import type { Parsed } from '../../kit/problem.ts';

/** Largest table that is read, in bytes. */
export const tableByteLimit = 10_000_000;

function refuse(path: string, expected: string, found: string, fix: string): Parsed<string> {
  return { ok: false, problems: [{ path, expected, found, fix }] };
}

/** Whether a file may be read at all: told before its bytes are. */
export function checkTableSize(name: string, bytes: number): Parsed<string> {
  if (bytes <= tableByteLimit) return { ok: true, value: name };
  return refuse(
    name,
    `at most ${formatBytes(tableByteLimit)}`,
    `a file of ${formatBytes(bytes)}`,
    'Split the file, or take a sample of its rows.',
  );
}

/** The text of a file in UTF-8, without its byte order mark; another encoding is named, never guessed. */
export function decodeText(name: string, bytes: Uint8Array): Parsed<string> {
  const fix = 'Save the file as CSV in UTF-8.';
  const expected = 'text in UTF-8';
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return refuse(name, expected, 'text in UTF-16', fix);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)
    return refuse(name, expected, 'a zip archive, as spreadsheets are', 'Export the sheet as CSV in UTF-8.');
  const nothing = bytes.indexOf(0);
  if (nothing >= 0) return refuse(name, expected, `a byte of zero at place ${nothing + 1}: no text`, fix);
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return refuse(name, expected, 'bytes that are no UTF-8, such as those of Windows-1252 or Latin-1', fix);
  }
}
