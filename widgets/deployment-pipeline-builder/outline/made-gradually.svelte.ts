import { untrack } from 'svelte';

/** Entries that are made for one picture. Each takes a quarter of a millisecond, so two hundred at once would be felt; a screen shows a dozen. */
const AT_ONCE = 40;

/** Which entries of a list are there already: all of a short list at once, what is added to a long one in the pictures that follow. */
export class MadeGradually {
  #made: ReadonlySet<string> = $state.raw(new Set());
  #turn = $state(0);

  /** Made while a component begins, which the pictures to come belong to. */
  constructor(ids: () => readonly string[]) {
    $effect.pre(() => {
      void this.#turn;
      const wanted = ids();
      const made = untrack(() => this.#made);
      const missing = wanted.filter((id) => !made.has(id));
      if (missing.length === 0) return;
      this.#made = new Set([...wanted.filter((id) => made.has(id)), ...missing.slice(0, AT_ONCE)]);
      if (missing.length <= AT_ONCE) return;
      const next = requestAnimationFrame(() => {
        this.#turn++;
      });
      return () => cancelAnimationFrame(next);
    });
  }

  has(id: string): boolean {
    return this.#made.has(id);
  }
}
