/** JSON for a file that people read: two spaces, lists of numbers on one line, a final newline. */
export function formatJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(/\[\s*([-\d.eE+,\snul]*?)\s*\]/g, (_, list: string) => `[${list.split(/\s*,\s*/).join(', ')}]`)}\n`;
}
