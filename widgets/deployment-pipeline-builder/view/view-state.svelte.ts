/** The pipeline as a diagram, as an outline, or as both. Each is complete by itself. */
export type ViewMode = 'diagram' | 'outline' | 'both';

export const viewModes: readonly { readonly mode: ViewMode; readonly label: string }[] = [
  { mode: 'diagram', label: 'Diagram' },
  { mode: 'outline', label: 'Outline' },
  { mode: 'both', label: 'Both' },
];

const storageKey = 'slipway-builder-view';

/** Storage can be forbidden; then the choice holds until the page is left. */
function remembered(): ViewMode | undefined {
  try {
    const kept = localStorage.getItem(storageKey);
    return viewModes.find(({ mode }) => mode === kept)?.mode;
  } catch {
    return undefined;
  }
}

/** How the builder is looked at. None of it belongs to the pipeline or to its history. */
export class ViewState {
  mode: ViewMode = $state('both');
  /** Whether a tap adds to the selection and a drag draws a box around several: for a finger, which has no Shift. */
  isSelectingSeveral = $state(false);
  /** While the page is put on paper. */
  isPrinting = $state(false);
  /** Inner width of the builder in pixels; 0 until it is measured. */
  width = $state(0);
  /** Room for the palette, the diagram and the inspector side by side (62rem). */
  isWide = $derived(this.width >= 992);

  hasDiagram = $derived(this.mode !== 'outline');
  hasOutline = $derived(this.mode !== 'diagram');
  /** Parameters open in the line of the outline, where there is no room beside it; else beside. */
  hasInspector = $derived(this.isWide || this.mode === 'diagram');

  recall(): void {
    this.mode = remembered() ?? this.mode;
  }

  choose(mode: ViewMode): void {
    this.mode = mode;
    try {
      localStorage.setItem(storageKey, mode);
    } catch {
      // Storage is forbidden here; see `remembered`.
    }
  }
}
