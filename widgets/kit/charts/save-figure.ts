import { drawPng } from '../draw-png.ts';
import { describeProvenance, type Provenance } from '../provenance.ts';
import { fileName, saveFile } from '../save-file.ts';
import type { ChartTable } from './chart-table.ts';
import { drawingAlone } from './drawing-alone.ts';
import { standalonePicture } from './standalone-picture.ts';
import { tableCsv } from './table-csv.ts';

export interface Figure {
  readonly title: string;
  readonly conclusion: string;
  readonly provenance: readonly Provenance[];
  readonly svg: SVGSVGElement;
}

function pictureOf({ title, conclusion, provenance, svg }: Figure) {
  const { width, height } = svg.viewBox.baseVal;
  const origins = provenance.map(describeProvenance);
  return standalonePicture({ title, conclusion, origins, drawing: drawingAlone(svg), width, height });
}

/** Gives the reader the chart as a file with title, conclusion and origins in it. Rejects with a sentence when the browser cannot draw it. */
export async function saveFigure(figure: Figure, kind: 'svg' | 'png'): Promise<void> {
  const { svg, width, height } = pictureOf(figure);
  const content = kind === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await drawPng(svg, width, height);
  saveFile(fileName(figure.title, kind), content);
}

/** Gives the reader the table as a file. The mark at its start tells Excel that it is UTF-8. */
export function saveTable(table: ChartTable): void {
  saveFile(fileName(table.caption, 'csv'), new Blob(['\ufeff', tableCsv(table)], { type: 'text/csv' }));
}
