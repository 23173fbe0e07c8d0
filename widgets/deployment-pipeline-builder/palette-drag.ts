/** A type of our own, so that a file or a piece of text dragged over the diagram is left alone. */
const type = 'application/x-slipway-component';

/** Lets a palette button be dragged: the kind travels with it. */
export function dragKind(event: DragEvent, kind: string): void {
  event.dataTransfer?.setData(type, kind);
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copy';
}

/** True while a component of the palette is dragged; its kind is hidden by the browser until the drop. */
export function carriesKind(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes(type) ?? false;
}

/** The kind that was dropped, or null when something else was. */
export function droppedKind(event: DragEvent): string | null {
  return event.dataTransfer?.getData(type) || null;
}
