/** A value as a message says it: a list by its length, a group of values by its keys. */
export function valueInWords(value: unknown): string {
  if (Array.isArray(value)) return `${value.length} ${value.length === 1 ? 'entry' : 'entries'}`;
  if (typeof value === 'object' && value !== null) return Object.keys(value).join(', ');
  return String(value);
}
