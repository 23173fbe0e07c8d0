/** A number as a learner types it: `0.5`, `0,5`, `−3`, `1e3`, with spaces around it. Undefined when it is not one finite number. */
export function readNumber(text: string): number | undefined {
  const plain = text.trim().replace(/^[−–]/u, '-').replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/iu.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}
