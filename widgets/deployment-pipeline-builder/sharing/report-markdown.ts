import type { Report, ReportBlock } from './report.ts';

/** Text within a line of Markdown: what would start a tag, a link, emphasis or a new cell stands for itself. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|#]/g, (character) => `\\${character}`);
}

const row = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`;

function write(block: ReportBlock): string {
  switch (block.kind) {
    case 'heading':
      return `## ${plain(block.text)}`;
    case 'paragraph':
      return plain(block.text);
    case 'code':
      return `\`\`\`sh\n${block.text.replaceAll('`', '')}\n\`\`\``;
    case 'list':
      return block.items.map((item) => `- ${plain(item)}`).join('\n');
    case 'table':
      return [row(block.columns), `|${block.columns.map(() => '---').join('|')}|`, ...block.rows.map(row)].join('\n');
  }
}

/** The report as a Markdown file. */
export function reportMarkdown({ title, blocks }: Report): string {
  return `${[`# ${plain(title)}`, ...blocks.map(write)].join('\n\n')}\n`;
}
