import type { BuilderSession } from '../builder-session.svelte.ts';
import { handPlaces } from '../canvas/hand-places.ts';
import { layOut, nodeSize } from '../canvas/layout.ts';
import { type DrawnPicture, drawPicture } from './picture-svg.ts';

/** The pipeline as a picture, drawn where its components stand in the diagram. */
export function drawSession({ draft, views, positions }: BuilderSession): DrawnPicture {
  const layout = layOut(draft);
  const places = handPlaces(layout, draft, positions);
  return drawPicture({ draft, views, places, lanes: layout.lanes, size: nodeSize });
}
