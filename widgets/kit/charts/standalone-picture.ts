import { xmlText } from '../xml-text.ts';
import { textWidth } from './axis.ts';

/** A chart that leaves the page: what stood around it there has to stand in it. */
export interface LeavingPicture {
  readonly title: string;
  readonly conclusion: string;
  /** Where the numbers come from, one sentence each. */
  readonly origins: readonly string[];
  /** The drawing as SVG with colours of its own, and its size in pixels. */
  readonly drawing: string;
  readonly width: number;
  readonly height: number;
}

/** Dark ink on white: a file is printed, or put into another document. */
const ink = '#1f2328';
const soft = '#575c63';
const face = 'Georgia, serif';
const margin = 16;

/** Text broken into lines that fit a width in pixels; a single long word keeps its line. */
function wrap(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function paragraph(text: string, top: number, { size, width, style }: { size: number; width: number; style: string }) {
  const step = Math.round(size * 1.35);
  const lines = wrap(text, size, width);
  const drawn = lines.map(
    (line, index) =>
      `<text x="${margin}" y="${top + (index + 1) * step - 4}" font-size="${size}" ${style}>${xmlText(line)}</text>`,
  );
  return { svg: drawn.join(''), bottom: top + lines.length * step };
}

/** The chart as an SVG document that stands by itself: title, conclusion, drawing, origins. Sizes in pixels. */
export function standalonePicture({ title, conclusion, origins, drawing, width, height }: LeavingPicture): {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
} {
  const head = paragraph(title, margin, { size: 15, width, style: `font-weight="bold" fill="${ink}"` });
  const said = paragraph(conclusion, head.bottom + 2, { size: 12, width, style: `fill="${soft}"` });
  const top = said.bottom + 10;
  const foot = paragraph(origins.join(' '), top + height + 4, { size: 11, width, style: `fill="${soft}"` });
  const size = { width: width + 2 * margin, height: foot.bottom + margin };
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" font-family="${face}" role="img">`,
    `<title>${xmlText(title)}</title><desc>${xmlText(conclusion)}</desc>`,
    `<rect width="${size.width}" height="${size.height}" fill="#fff"/>`,
    head.svg,
    said.svg,
    `<g transform="translate(${margin} ${top})">${drawing}</g>`,
    foot.svg,
    '</svg>',
  ].join('');
  return { svg, ...size };
}
