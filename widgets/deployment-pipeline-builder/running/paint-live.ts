import type { LiveFrame } from '../../engines/simulator/live/live-frame.ts';
import type { OverlayProps } from '../canvas/canvas-props.ts';
import { dotShares, flowLook } from './flow-look.ts';
import type { LiveColours } from './live-colours.ts';
import { rateWords, shortWords, squaresOf, valuesOf } from './live-values.ts';
import { alongWay, type LiveWays } from './live-ways.ts';
import { paintSquare } from './paint-square.ts';

/** Below these zooms words, and then squares, would be too small to be told apart. */
const WORDS_FROM_ZOOM = 0.5;
const SQUARES_FROM_ZOOM = 0.3;
const SQUARE = 7;
const SQUARE_GAP = 2;

/** Shares of the capacity from which waiting grows steeply, and from which no reserve is left; the same as in the list. */
const BUSY_FROM = 0.8;
const OVER_FROM = 0.98;

export interface LivePicture {
  readonly frame: LiveFrame;
  readonly ids: readonly string[];
  readonly ways: LiveWays;
  readonly overlay: OverlayProps;
  /** By link: dots that have set out. */
  readonly phases: Float64Array;
  readonly speed: number;
  readonly isStill: boolean;
}

/** Paints what a frame says over the diagram, and nothing else. `width` and `height` are those of the canvas in pixels of the page. */
export function paintLive(
  context: CanvasRenderingContext2D,
  size: { readonly width: number; readonly height: number },
  picture: LivePicture,
  colours: LiveColours,
): void {
  const { viewport } = picture.overlay;
  context.clearRect(0, 0, size.width, size.height);
  context.save();
  context.translate(viewport.x, viewport.y);
  context.scale(viewport.zoom, viewport.zoom);
  context.font = colours.font;
  context.textBaseline = 'middle';
  paintFlows(context, picture, colours);
  paintComponents(context, size, picture, colours);
  context.restore();
}

function paintFlows(context: CanvasRenderingContext2D, picture: LivePicture, colours: LiveColours): void {
  const { frame, ways, phases, speed, isStill, overlay } = picture;
  context.strokeStyle = colours.accent;
  context.lineCap = 'round';
  for (let link = 0; link < frame.links.length; link++) {
    const points = ways.pointsOf(link);
    if (!points) continue;
    const rate = frame.links[link]!;
    const look = flowLook(rate, speed, isStill, frame.links.length);
    if (look.kind === 'band') paintBand(context, points, look.width);
    else if (look.kind === 'dots') {
      context.fillStyle = colours.accent;
      for (const share of dotShares(look.dotsPerSecond, phases[link]!))
        alongWay(points, share, (x, y) => context.fillRect(x - 2.5, y - 2.5, 5, 5));
    }
    if (look.kind !== 'none' && (isStill || look.kind === 'band') && overlay.viewport.zoom >= WORDS_FROM_ZOOM)
      paintRate(context, points, rateWords(rate), colours);
  }
}

function paintBand(context: CanvasRenderingContext2D, points: Float32Array, width: number): void {
  context.globalAlpha = 0.45;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(points[0]!, points[1]!);
  for (let i = 2; i < points.length; i += 2) context.lineTo(points[i]!, points[i + 1]!);
  context.stroke();
  context.globalAlpha = 1;
}

/** At a third of the way, above the line: in its middle the diagram may have words of its own. */
function paintRate(context: CanvasRenderingContext2D, points: Float32Array, words: string, colours: LiveColours): void {
  alongWay(points, 0.3, (x, y) => {
    context.lineWidth = 3;
    context.strokeStyle = colours.paper;
    context.strokeText(words, x, y - 11);
    context.strokeStyle = colours.accent;
    context.fillStyle = colours.ink;
    context.fillText(words, x, y - 11);
  });
}

function paintComponents(
  context: CanvasRenderingContext2D,
  { width, height }: { readonly width: number; readonly height: number },
  { frame, ids, overlay }: LivePicture,
  colours: LiveColours,
): void {
  const { viewport, places, size } = overlay;
  const { x: offsetX, y: offsetY, zoom } = viewport;
  ids.forEach((id, component) => {
    const place = places.get(id);
    if (!place) return;
    const left = place.x * zoom + offsetX;
    const top = place.y * zoom + offsetY;
    if (left > width || top > height || left + size.width * zoom < 0 || top + (size.height + 30) * zoom < 0) return;
    const values = valuesOf(frame, component);
    const y = place.y + size.height + 3;
    if (Number.isFinite(values.utilisation)) {
      context.fillStyle = colours.rule;
      context.fillRect(place.x, y, size.width, 4);
      context.fillStyle =
        values.utilisation >= OVER_FROM ? colours.bad : values.utilisation >= BUSY_FROM ? colours.warn : colours.accent;
      context.fillRect(place.x, y, size.width * values.utilisation, 4);
    }
    const words = zoom >= WORDS_FROM_ZOOM ? shortWords(values) : '';
    const room = words === '' ? size.width : size.width - context.measureText(words).width - 8;
    if (zoom >= SQUARES_FROM_ZOOM) {
      const most = Math.max(1, Math.floor(room / (SQUARE + SQUARE_GAP)));
      squaresOf(values, most).forEach((state, i) => {
        paintSquare(context, state, place.x + i * (SQUARE + SQUARE_GAP), y + 8, SQUARE, colours);
      });
    }
    if (words === '') return;
    context.fillStyle = colours.ink;
    context.textAlign = 'right';
    context.fillText(words, place.x + size.width, y + 12);
    context.textAlign = 'left';
  });
}
