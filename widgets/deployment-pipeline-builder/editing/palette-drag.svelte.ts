/** Pixels that a pointer must go before it drags: less is a tap. */
const threshold = 6;

/** Where a dragged kind may be dropped: takes it and says so, or leaves it. Coordinates of the window, in pixels. */
export type DropTarget = (kind: string, at: { readonly x: number; readonly y: number }) => boolean;

/**
 * A kind of component on its way from the palette to the diagram, by mouse, pen or finger. By pointer events and not by the browser's own drag and drop,
 * which fingers do not have.
 */
export class PaletteDrag {
  /** What is dragged, or null. */
  kind: string | null = $state(null);
  at: { readonly x: number; readonly y: number } = $state.raw({ x: 0, y: 0 });
  target: DropTarget | undefined;
  /** True from the drop until the click that the browser makes of it is over. */
  #hasJustDropped = false;

  /** On a pointer that went down on an entry of the palette. */
  begin(down: PointerEvent, kind: string): void {
    if (down.button !== 0) return;
    const ending = new AbortController();
    const { signal } = ending;
    const end = () => {
      this.kind = null;
      ending.abort();
    };
    const move = (event: PointerEvent) => {
      if (event.pointerId !== down.pointerId) return;
      const isFar = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) >= threshold;
      if (isFar) this.kind = kind;
      this.at = { x: event.clientX, y: event.clientY };
    };
    const up = (event: PointerEvent) => {
      if (event.pointerId !== down.pointerId) return;
      const isDragged = this.kind !== null;
      end();
      if (!isDragged) return;
      this.#hasJustDropped = true;
      setTimeout(() => {
        this.#hasJustDropped = false;
      });
      this.target?.(kind, { x: event.clientX, y: event.clientY });
    };
    window.addEventListener('pointermove', move, { signal });
    window.addEventListener('pointerup', up, { signal });
    window.addEventListener('pointercancel', end, { signal });
    window.addEventListener('keydown', (event) => event.key === 'Escape' && end(), { signal });
  }

  /** Whether a click is the end of a drag and no click of its own. */
  isClick(): boolean {
    return !this.#hasJustDropped;
  }
}
