import { isNode, type Document } from 'yaml';
import type { z } from 'zod';
import { explainIssue, type Explanation } from './explain-issue.ts';
import { compareFindings, type Finding } from './finding.ts';
import type { FileForms } from './form.ts';
import type { LineIndex, Position } from './line-index.ts';
import { quote } from './quote-value.ts';
import { readYaml } from './read-yaml.ts';
import { scanDocument } from './scan-document.ts';
import { formatPath, locate, type Path } from './yaml-path.ts';

/** What a check of some YAML gives. */
export interface CheckedYaml<Value> {
  /** Absent where there is an error. */
  readonly value?: Value | undefined;
  readonly findings: readonly Finding[];
  /** The data as it was read, for reports about other files; unreadable parts are missing. */
  readonly data: unknown;
  /** The place of the value at a path, or of the nearest thing above it. */
  readonly positionOf: (path: Path) => Position;
}

interface Rules<Schema> {
  readonly schema: Schema;
  readonly forms: FileForms;
  /** Named in the findings. */
  readonly file: string;
  /** Where a missing key is reported, from 1. */
  readonly firstLine: number;
}

/** Reads YAML and checks it against a schema; reports every fault of the writing and of the values together. */
export function checkYaml<Schema extends z.ZodType>(
  source: string,
  rules: Rules<Schema>,
): CheckedYaml<z.output<Schema>> {
  const { document, faults, lines, readableUpToLine } = readYaml(source);
  const findings: Finding[] = faults.map((fault) => finding(rules.file, { severity: 'error', ...fault }));
  const firstPosition = { line: rules.firstLine, column: 1 };
  if (document === undefined) return { findings, data: undefined, positionOf: () => firstPosition };
  for (const { offset, path, ...remark } of scanDocument(document, rules.forms)) {
    findings.push(finding(rules.file, { ...remark, ...lines.positionOf(offset), path: formatPath(path) }));
  }
  const data: unknown = document.toJS({ maxAliasCount: 0 });
  const result = rules.schema.safeParse(data ?? {});
  const explained = result.success
    ? []
    : result.error.issues.flatMap((issue) => explainIssue(issue, data, rules.forms.forms));
  for (const explanation of explained) findings.push(placeExplanation(explanation, document, lines, rules));
  const isWhole = readableUpToLine === Number.POSITIVE_INFINITY;
  const isTrusted = (one: Finding, index: number) =>
    isWhole || index < faults.length || (one.line > rules.firstLine && one.line < readableUpToLine);
  const trusted = findings.filter(isTrusted).sort(compareFindings);
  const value = result.success && !trusted.some((one) => one.severity === 'error') ? { value: result.data } : {};
  const positionOf = (path: Path) =>
    path.length === 0 ? firstPosition : lines.positionOf(locate(document, path).offset);
  return { ...value, findings: trusted, data, positionOf };
}

type Draft = Omit<Finding, 'file' | 'mended'> & { readonly mended?: string | undefined };

function finding(file: string, { mended, ...draft }: Draft): Finding {
  const { severity, line, column, path, expected, found, fix } = draft;
  return { severity, file, line, column, path, expected, found, fix, ...(mended === undefined ? {} : { mended }) };
}

function placeExplanation(
  explanation: Explanation,
  document: Document,
  lines: LineIndex,
  rules: Rules<unknown>,
): Finding {
  const { path, expected, found, fix, isMissing, wantsQuotes } = explanation;
  const located = locate(document, path);
  const isTopLevel = path.length <= 1;
  const position = isMissing && isTopLevel ? { line: rules.firstLine, column: 1 } : lines.positionOf(located.offset);
  const mended = wantsQuotes ? mendedByQuotes(document, path, lines) : undefined;
  return finding(rules.file, { severity: 'error', ...position, path: formatPath(path), expected, found, fix, mended });
}

/** The line with the whole value in quotes; undefined where the value takes more than one line. */
function mendedByQuotes(document: Document, path: Path, lines: LineIndex): string | undefined {
  const { node } = locate(document, path);
  const range = isNode(node) ? node.range : undefined;
  if (!range) return undefined;
  const start = lines.positionOf(range[0]);
  const end = lines.positionOf(range[1]);
  const text = lines.textOf(start.line);
  const length = start.line === end.line ? end.column - start.column : text.length - start.column + 1;
  const isOneLine = start.line === end.line || (end.line === start.line + 1 && end.column === 1);
  if (!isOneLine) return undefined;
  const value = text.slice(start.column - 1, start.column - 1 + length).trimEnd();
  return text.slice(0, start.column - 1) + quote(value) + text.slice(start.column - 1 + value.length);
}
