import type { Draft } from '../draft.ts';

/** Which components are selected, in the order in which that happened; the last one is in the inspector. */
export class Selection {
  ids: readonly string[] = $state.raw([]);
  #known = $derived(new Set(this.ids));
  primary = $derived(this.ids.at(-1) ?? null);

  has(id: string): boolean {
    return this.#known.has(id);
  }

  set(ids: readonly string[]): void {
    if (ids.length !== this.ids.length || ids.some((id, index) => id !== this.ids[index])) this.ids = [...ids];
  }

  only(id: string | null): void {
    this.set(id === null ? [] : [id]);
  }

  toggle(id: string): void {
    this.set(this.has(id) ? this.ids.filter((other) => other !== id) : [...this.ids, id]);
  }

  /** After an edit: what is gone is no longer selected; what was renamed stays so; what added is selected when `takesUp`. */
  follow(before: Draft, after: Draft, takesUp: boolean): void {
    if (before === after) return;
    const now = new Set(after.components.map(({ id }) => id));
    const had = new Set(before.components.map(({ id }) => id));
    const gone = before.components.filter(({ id }) => !now.has(id));
    const added = after.components.filter(({ id }) => !had.has(id));
    if (gone.length === 0 && added.length === 0) return;
    const isRenamed = gone.length === 1 && added.length === 1 && before.components.length === after.components.length;
    if (isRenamed && this.has(gone[0]!.id)) this.set(this.ids.map((id) => (id === gone[0]!.id ? added[0]!.id : id)));
    else if (gone.length === 0 && takesUp) this.set(added.map(({ id }) => id));
    else this.set(this.ids.filter((id) => now.has(id)));
  }
}
