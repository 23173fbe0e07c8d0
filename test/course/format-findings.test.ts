import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/course/finding.ts';
import { formatFinding, formatFindings } from '../../src/course/format-findings.ts';

const finding: Finding = {
  severity: 'error',
  file: 'content/lessons/x.md',
  line: 8,
  column: 22,
  path: 'title',
  expected: 'text',
  found: 'nothing',
  fix: 'Write text.',
};

describe('formatFinding', () => {
  it('begins with what a terminal makes a link of, and says expected, found and fix', () => {
    expect(formatFinding(finding)).toBe(
      'content/lessons/x.md:8:22 error title: expected text, found nothing. Fix: Write text.',
    );
  });

  it('leaves out an empty path and shows the mended line', () => {
    const text = formatFinding({ ...finding, path: '', mended: 'title: "A: b"' });
    expect(text.split('\n')).toEqual([
      'content/lessons/x.md:8:22 error: expected text, found nothing. Fix: Write text.',
      '    It should read:',
      '    title: "A: b"',
    ]);
  });

  it('shows control characters by their code, so that a lesson cannot command the terminal', () => {
    expect(formatFinding({ ...finding, found: '\u001b[2J\u202e' })).toContain('found \\u001b[2J\\u202e.');
  });
});

describe('formatFindings', () => {
  it('sorts by file, line and column, and counts in the last line', () => {
    const findings: Finding[] = [
      finding,
      { ...finding, line: 2, severity: 'warning' },
      { ...finding, file: 'content/lessons/a.md' },
      { ...finding, line: 2, column: 1 },
    ];
    const lines = formatFindings(findings, 1).split('\n');
    expect(lines.map((line) => line.split(' ', 1)[0])).toEqual([
      'content/lessons/a.md:8:22',
      'content/lessons/x.md:2:1',
      'content/lessons/x.md:2:22',
      'content/lessons/x.md:8:22',
      '1',
    ]);
    expect(lines.at(-1)).toBe('1 lesson checked: 3 errors, 1 warning.');
  });

  it('says so where there is nothing to report', () => {
    expect(formatFindings([], 3)).toBe('3 lessons checked: 0 errors, 0 warnings.');
  });
});
