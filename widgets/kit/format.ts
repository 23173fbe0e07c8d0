/** Numbers as a person reads them: three significant digits, the unit that fits, British spacing. All pure. */

const MINUS = '−';

function threeDigits(value: number): string {
  if (value === 0) return '0';
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  const text = Math.abs(value).toFixed(Math.min(Math.max(0, 2 - magnitude), 100));
  const grouped =
    Math.abs(value) >= 10_000 ? Math.round(Math.abs(value)).toLocaleString('en-GB').replaceAll(',', ' ') : text;
  return value < 0 ? MINUS + grouped : grouped;
}

/** A duration given in seconds: `850 µs`, `12.4 ms`, `3.20 s`, `14.5 min`, `6.00 h`, `2.50 d`. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const size = Math.abs(seconds);
  if (size === 0) return '0 s';
  if (size < 0.999_5e-3) return `${threeDigits(seconds * 1e6)} µs`;
  if (size < 0.999_5) return `${threeDigits(seconds * 1e3)} ms`;
  if (size < 119.5) return `${threeDigits(seconds)} s`;
  if (size < 119.5 * 60) return `${threeDigits(seconds / 60)} min`;
  if (size < 48 * 3600) return `${threeDigits(seconds / 3600)} h`;
  return `${threeDigits(seconds / 86_400)} d`;
}

/** US dollars: `$0.000420`, `$1.25`, `$12.4`, `$1 230`. */
export function formatUsd(usd: number): string {
  if (!Number.isFinite(usd)) return '–';
  return usd < 0 ? `${MINUS}$${threeDigits(-usd)}` : `$${threeDigits(usd)}`;
}

/** A plain number with three significant digits; whole numbers below 10 000 stay whole. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Number.isInteger(value) && Math.abs(value) < 10_000 ? String(value).replace('-', MINUS) : threeDigits(value);
}

/** A share between 0 and 1 as a percentage with one decimal. */
export function formatPercent(share: number): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(1)} %` : '–';
}

/** Bytes in decimal units: `812 B`, `20.4 kB`, `14.2 MB`. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return '–';
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${threeDigits(bytes / 1e3)} kB` : `${threeDigits(bytes / 1e6)} MB`;
}
