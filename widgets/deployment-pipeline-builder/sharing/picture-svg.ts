import { type SvgElement, svgElement, svgText } from '../../kit/svg-tree.ts';
import type { ComponentView } from '../component-view.ts';
import type { Draft } from '../draft.ts';
import { routeShares, routesOf } from '../routes.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Picture {
  readonly draft: Draft;
  readonly views: readonly ComponentView[];
  /** Top left corners by id, pixels. */
  readonly places: ReadonlyMap<string, Point>;
  /** The places as bands across the picture; said where there are several. */
  readonly lanes: readonly { readonly place: string; readonly y: number; readonly height: number }[];
  /** Width and height of a component, pixels. */
  readonly size: { readonly width: number; readonly height: number };
}

/** A picture stands by itself on paper and in other documents, so its colours and faces are its own: dark ink on white. */
const ink = '#1c1917';
const soft = '#57534e';
const rule = '#a8a29e';
const face = 'Georgia, serif';
const margin = 24;
const titleHeight = 44;
/** Characters of a line that fit into a box of 208 pixels at 11 pixels of a wide serif face. */
const lineCharacters = 31;

const clip = (text: string) =>
  [...text].length > lineCharacters ? `${[...text].slice(0, lineCharacters - 1).join('')}…` : text;
const round = (value: number) => Math.round(value * 10) / 10;

function line(x: number, y: number, text: string, style: SvgElement['attributes']): SvgElement {
  return svgElement('text', { x: round(x), y: round(y), ...style }, clip(text));
}

function box(view: ComponentView, { x, y }: Point, { width, height }: Picture['size']): SvgElement {
  const lines = [view.kindLabel, `at ${view.place}`, ...view.facts, ...(view.load ? [view.load] : [])];
  const room = Math.floor((height - 26) / 15);
  const shown = lines
    .slice(0, room)
    .map((text, index) => line(x + 10, y + 38 + index * 15, text, { 'font-size': 11, fill: soft }));
  const frame = { x: round(x), y: round(y), width, height, fill: '#fff', stroke: ink };
  return svgElement(
    'g',
    {},
    svgElement('title', {}, view.sentence),
    svgElement('rect', { ...frame, 'stroke-width': view.isSource ? 2 : 1 }),
    line(x + 10, y + 20, view.id, { 'font-size': 14, 'font-weight': 'bold', fill: ink }),
    ...shown,
  );
}

function band(lane: Picture['lanes'][number], x: number, width: number): SvgElement[] {
  const box = { x: round(x), y: round(lane.y), width: round(width), height: round(lane.height - 4) };
  return [
    svgElement('rect', { ...box, fill: 'none', stroke: rule, 'stroke-dasharray': '3 3' }),
    line(x + 8, lane.y + 17, lane.place, { 'font-size': 12, 'font-style': 'italic', fill: soft }),
  ];
}

/** From the middle of a right edge to the middle of a left one, as a curve that leaves and arrives level. */
function way(from: Point, to: Point, { width, height }: Picture['size'], share: string): SvgElement[] {
  const [x1, y1, x2, y2] = [from.x + width, from.y + height / 2, to.x, to.y + height / 2];
  const bend = Math.max(24, Math.abs(x2 - x1) / 2);
  const path = `M${round(x1)} ${round(y1)}C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${round(x2 - 7)} ${round(y2)}`;
  const head = `M${round(x2)} ${round(y2)}l-8 -4v8z`;
  const style = { 'font-size': 11, 'text-anchor': 'middle', fill: soft };
  return [
    svgElement('path', { d: path, fill: 'none', stroke: soft }),
    svgElement('path', { d: head, fill: soft }),
    ...(share === '' ? [] : [line((x1 + x2) / 2, (y1 + y2) / 2 - 4, share, style)]),
  ];
}

/** A picture of a pipeline: `root` is what is drawn, `svg` the same as a document, `width` and `height` its size in pixels. */
export interface DrawnPicture {
  readonly root: SvgElement;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** The pipeline as an SVG document, drawn from its data and nowhere read off the screen. */
export function drawPicture(picture: Picture): DrawnPicture {
  const { draft, views, places, size, lanes } = picture;
  const corners = views.map(({ id }) => places.get(id) ?? { x: 0, y: 0 });
  const left = Math.min(0, ...corners.map(({ x }) => x)) - margin;
  const top = Math.min(0, ...corners.map(({ y }) => y)) - margin - titleHeight;
  const width = Math.ceil(Math.max(320, ...corners.map(({ x }) => x + size.width)) - left + margin);
  const bottoms = [...corners.map(({ y }) => y + size.height), ...lanes.map((lane) => lane.y + lane.height)];
  const height = Math.ceil(Math.max(0, ...bottoms) - top + margin);
  const title = typeof draft['title'] === 'string' ? draft['title'] : 'A deployment pipeline';
  const known = new Map(views.map(({ id }, index) => [id, corners[index]!]));
  const ways = draft.components.flatMap((component) => {
    const routes = routesOf(component);
    const shares = routeShares(routes);
    return routes.flatMap(({ id }, index) => {
      const [from, to] = [known.get(component.id), known.get(id)];
      return from && to ? way(from, to, size, routes.length > 1 ? `${(shares[index]! * 100).toFixed(0)} %` : '') : [];
    });
  });
  const bands = lanes.length > 1 ? lanes.flatMap((lane) => band(lane, left + margin, width - 2 * margin)) : [];
  const boxes = views.map((view, index) => box(view, corners[index]!, size));
  const viewBox = `${round(left)} ${round(top)} ${width} ${height}`;
  const root = svgElement(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox, 'font-family': face, role: 'img' },
    svgElement('title', {}, title),
    svgElement('rect', { x: round(left), y: round(top), width, height, fill: '#fff' }),
    svgElement(
      'text',
      { x: round(left + margin), y: round(top + margin + 16), 'font-size': 18, fill: ink },
      [...title].slice(0, 90).join(''),
    ),
    svgElement('path', {
      d: `M${round(left + margin)} ${round(top + margin + 28)}h${width - 2 * margin}`,
      stroke: rule,
    }),
    ...bands,
    ...ways,
    ...boxes,
  );
  return { root, svg: svgText(root), width, height };
}
