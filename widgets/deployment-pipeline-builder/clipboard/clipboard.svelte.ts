import type { Problem } from '../../kit/problem.ts';
import type { BuilderSession } from '../builder-session.svelte.ts';
import { type CopiedComponents, componentsText, copyComponents, parseComponentsText } from './components-text.ts';

/** Copying and pasting components: through the system's clipboard where the browser lets us, and always within this page. */
export class Clipboard {
  readonly #session: BuilderSession;
  /** What was copied here last, where the system's clipboard cannot be read. */
  #own = '';
  /** Why the text that was pasted last was refused. */
  problems: readonly Problem[] = $state.raw([]);

  constructor(session: BuilderSession) {
    this.#session = session;
  }

  get #copied(): CopiedComponents {
    const { draft, selection } = this.#session;
    return copyComponents(draft, selection.ids);
  }

  /** The selected components as text, or undefined when none are selected. Remembers them. */
  textOfSelection(): string | undefined {
    const copied = this.#copied;
    if (copied.components.length === 0) return undefined;
    this.#own = componentsText(copied);
    return this.#own;
  }

  /** The button: copies to the system's clipboard too, where that is allowed. */
  async copy(): Promise<void> {
    const text = this.textOfSelection();
    if (text === undefined) return;
    // Refused without a permission, or where the page is not served safely; then the copy is within this page.
    await navigator.clipboard?.writeText(text).catch(() => undefined);
  }

  /** The button: the system's clipboard where it holds components, else what was copied here. */
  async paste(): Promise<void> {
    const text = await navigator.clipboard?.readText?.().catch(() => undefined);
    const hasComponents = text !== undefined && parseComponentsText(text).ok;
    this.pasteText(hasComponents || this.#own === '' ? (text ?? '') : this.#own);
  }

  /** Pastes components, or says what is wrong with the text. */
  pasteText(text: string): void {
    const parsed = parseComponentsText(text);
    this.problems = parsed.ok ? [] : parsed.problems;
    if (parsed.ok) this.#session.edit({ type: 'paste', ...parsed.value, how: 'pasted' });
  }

  duplicate(): void {
    const { components } = this.#copied;
    if (components.length > 0) this.#session.edit({ type: 'paste', components, how: 'duplicated' });
  }

  dismiss(): void {
    this.problems = [];
  }
}
