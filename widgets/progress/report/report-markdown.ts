import type { ReportBlock } from './report-block.ts';

/** Text of which Markdown makes nothing but text. */
function plain(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]<>|#~]/gu, (mark) => `\\${mark}`)
    .replaceAll(/^(\s*)(\d+)([.)])(\s|$)/gmu, '$1$2\\$3$4')
    .replaceAll(/^(\s*)([-+=])/gmu, '$1\\$2');
}

/** Line breaks that stay: two spaces at the end of a line. */
const lines = (text: string): string[] => text.replaceAll('\r\n', '\n').split('\n');

function block(one: ReportBlock): string {
  switch (one.kind) {
    case 'heading':
      return `## ${plain(one.text)}`;
    case 'paragraph':
      return plain(one.text.replaceAll(/\s+/gu, ' '));
    case 'quote':
      // Spaces at the beginning of a line would make code of it; the no-break ones look the same and do not.
      return lines(one.text)
        .map((line) =>
          line.trim() === '' ? '>' : `> ${plain(line).replace(/^\s+/u, (space) => '\u00a0'.repeat(space.length))}  `,
        )
        .join('\n');
    case 'list':
      return one.items.map((item) => `- ${plain(item.replaceAll(/\s+/gu, ' '))}`).join('\n');
  }
}

/** A report as a Markdown file. What the learner wrote stays text, whatever marks stand in it. */
export function reportMarkdown(title: string, blocks: readonly ReportBlock[]): string {
  return `${[`# ${plain(title)}`, ...blocks.map(block)].join('\n\n')}\n`;
}
