/**
 * Numbers as a person reads them: three significant digits, the unit that fits, British spacing. What is not nothing but too small for its last unit or
 * decimal is said to be below it, in words: a row of noughts says less, and “0.0 %” something that is not true. All pure.
 */

const MINUS = '−';
/** Below this a plain number or a sum of money is only said to be small. */
const SMALLEST = 1e-9;

function threeDigits(value: number): string {
  if (value === 0) return '0';
  // Of what is rounded: 9.996 is 10.0 and not 10.00.
  const magnitude = Math.floor(Math.log10(Number(Math.abs(value).toPrecision(3))));
  const text = Math.abs(value).toFixed(Math.min(Math.max(0, 2 - magnitude), 100));
  const grouped =
    Math.abs(value) >= 10_000 ? Math.round(Math.abs(value)).toLocaleString('en-GB').replaceAll(',', ' ') : text;
  return value < 0 ? MINUS + grouped : grouped;
}

/** A duration given in seconds: `below 1 ns`, `236 ns`, `850 µs`, `12.4 ms`, `3.20 s`, `14.5 min`, `6.00 h`, `2.50 d`. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const size = Math.abs(seconds);
  if (size === 0) return '0 s';
  if (size < 0.999_5e-9) return 'below 1 ns';
  if (size < 0.999_5e-6) return `${threeDigits(seconds * 1e9)} ns`;
  if (size < 0.999_5e-3) return `${threeDigits(seconds * 1e6)} µs`;
  if (size < 0.999_5) return `${threeDigits(seconds * 1e3)} ms`;
  if (size < 119.5) return `${threeDigits(seconds)} s`;
  if (size < 119.5 * 60) return `${threeDigits(seconds / 60)} min`;
  if (size < 48 * 3600) return `${threeDigits(seconds / 3600)} h`;
  return `${threeDigits(seconds / 86_400)} d`;
}

/** US dollars: `below $10⁻⁹`, `$0.000420`, `$1.25`, `$12.4`, `$1 230`. */
export function formatUsd(usd: number): string {
  if (!Number.isFinite(usd)) return '–';
  if (usd !== 0 && Math.abs(usd) < SMALLEST) return 'below $10⁻⁹';
  return usd < 0 ? `${MINUS}$${threeDigits(-usd)}` : `$${threeDigits(usd)}`;
}

/** A plain number with three significant digits; whole numbers below 10 000 stay whole. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value !== 0 && Math.abs(value) < SMALLEST) return 'below 10⁻⁹';
  return Number.isInteger(value) && Math.abs(value) < 10_000 ? String(value).replace('-', MINUS) : threeDigits(value);
}

/** A share between 0 and 1 as a percentage with one decimal: `0 %`, `below 0.1 %`, `12.3 %`. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return '–';
  if (share === 0) return '0 %';
  const text = (Math.abs(share) * 100).toFixed(1);
  if (text === '0.0') return 'below 0.1 %';
  return `${share < 0 ? MINUS : ''}${text} %`;
}

/** A difference as a percentage with its sign: `+3.0 %`, `−2.1 %`; one too small for a decimal has none. */
export function formatSignedPercent(share: number): string {
  const text = formatPercent(share);
  return share > 0 && /^\d/.test(text) ? `+${text}` : text;
}

/** Bytes in decimal units: `812 B`, `20.4 kB`, `14.2 MB`. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return '–';
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${threeDigits(bytes / 1e3)} kB` : `${threeDigits(bytes / 1e6)} MB`;
}
