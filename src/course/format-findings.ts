import { compareFindings, type Finding } from './finding.ts';

/** One finding for a terminal; editors and terminals make a link of its beginning. */
export function formatFinding(finding: Finding): string {
  const { severity, file, line, column, path, expected, found, fix, mended } = finding;
  const where = `${file}:${line}:${column} ${severity}${path === '' ? '' : ` ${path}`}`;
  const lines = [`${where}: expected ${expected}, found ${found}. Fix: ${fix}`];
  if (mended !== undefined)
    lines.push('    It should read:', ...mended.split('\n').map((text) => `    ${text.trimEnd()}`));
  return printable(lines.join('\n'));
}

/** All findings by file and line, and a last line that counts them. */
export function formatFindings(findings: readonly Finding[], lessonFileCount: number): string {
  const sorted = findings.toSorted(compareFindings);
  const of = (severity: Finding['severity']) => sorted.filter((finding) => finding.severity === severity).length;
  const summary = `${count(lessonFileCount, 'lesson')} checked: ${count(of('error'), 'error')}, ${count(of('warning'), 'warning')}.`;
  return [...sorted.map(formatFinding), summary].join('\n');
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** A file may hold control characters, which a terminal would obey; they are shown by their code. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, (sign) =>
    sign === '\n' ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
