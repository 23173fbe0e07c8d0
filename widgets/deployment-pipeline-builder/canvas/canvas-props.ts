import type { BuilderSession } from '../builder-session.svelte.ts';
import type { Position } from './layout.ts';

/** What the diagram shows, and what a person does in it: all of it goes through the session. */
export interface CanvasProps {
  readonly session: BuilderSession;
}

/** What is drawn over the diagram gets: where things are, in pixels of the diagram. On the screen that is `place × zoom + viewport`. */
export interface OverlayProps {
  readonly viewport: { readonly x: number; readonly y: number; readonly zoom: number };
  /** Upper left corners by id. */
  readonly places: ReadonlyMap<string, Position>;
  readonly size: { readonly width: number; readonly height: number };
}
