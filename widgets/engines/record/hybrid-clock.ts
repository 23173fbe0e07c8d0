/**
 * Hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014), written as text that sorts: 15 digits of milliseconds since 1970, a dash,
 * 6 hexadecimal digits of a counter. It never goes backwards: when the wall clock does, the counter goes on.
 */

const COUNTER_LIMIT = 0x1000000;

/** 15 decimal digits last until the year 33658; a wall clock outside that range is a broken one, and is held at its edge. */
const LAST_MS = 999_999_999_999_999;

const FORM = /^\d{15}-[0-9a-f]{6}$/;

function write(ms: number, counter: number): string {
  return `${String(ms).padStart(15, '0')}-${counter.toString(16).padStart(6, '0')}`;
}

/** True when the text is a reading of this clock. */
export function isHybridTime(text: string): boolean {
  return FORM.test(text);
}

/** The next reading: greater than `last`, the greatest one seen so far, and not before the wall clock's `nowMs` (milliseconds since 1970). */
export function nextHybridTime(last: string | undefined, nowMs: number): string {
  const wall = Math.min(Math.max(Math.floor(nowMs), 0), LAST_MS);
  if (last === undefined) return write(wall, 0);
  const lastMs = Number(last.slice(0, 15));
  if (wall > lastMs) return write(wall, 0);
  const counter = Number.parseInt(last.slice(16), 16) + 1;
  return counter < COUNTER_LIMIT ? write(lastMs, counter) : write(lastMs + 1, 0);
}
