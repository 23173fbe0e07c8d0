import type { LiveColours } from './live-colours.ts';
import type { ReplicaState } from './live-values.ts';

/** One replica. Its state is told by its shape, not by colour alone: full, empty, half full, crossed out, a point. */
export function paintSquare(
  context: CanvasRenderingContext2D,
  state: ReplicaState,
  x: number,
  y: number,
  side: number,
  { accent, soft }: LiveColours,
): void {
  const isThere = state === 'busy' || state === 'idle' || state === 'starting';
  context.fillStyle = isThere ? accent : soft;
  if (state === 'busy') context.fillRect(x, y, side, side);
  else if (state === 'stopped') context.fillRect(x + side / 2 - 1, y + side / 2 - 1, 2, 2);
  else {
    context.lineWidth = 1;
    context.strokeStyle = isThere ? accent : soft;
    context.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
    if (state === 'starting') context.fillRect(x, y + side / 2, side, side / 2);
    if (state === 'draining') {
      context.beginPath();
      context.moveTo(x + 1, y + side - 1);
      context.lineTo(x + side - 1, y + 1);
      context.stroke();
    }
  }
}
