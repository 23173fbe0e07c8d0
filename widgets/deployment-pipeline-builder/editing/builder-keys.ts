import type { BuilderSession } from '../builder-session.svelte.ts';

/** Where keys write, and so belong to the browser. */
function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'range', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}

/** What a key with Ctrl or ⌘ does in the builder; undefined when it is none of ours. */
function actionFor(event: KeyboardEvent, session: BuilderSession): (() => void) | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  const key = event.key.toLowerCase();
  if (key === 'z') return () => session.send({ type: event.shiftKey ? 'redo' : 'undo' });
  if (key === 'y' && !event.shiftKey) return () => session.send({ type: 'redo' });
  if (key === 'd' && session.selection.ids.length > 0) return () => session.clipboard.duplicate();
  const isInDiagram = event.target instanceof Element && event.target.closest('.svelte-flow') !== null;
  if (key === 'a' && isInDiagram) return () => session.selection.set(session.ordered.map(({ id }) => id));
  return undefined;
}

/**
 * Undo, redo, duplicate, select all, copy, cut and paste by their usual keys: only while the focus is in the builder and not where a person writes.
 * Returns what takes the listeners away again.
 */
export function listenForKeys(root: HTMLElement, session: BuilderSession): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const isOurs = () => root.contains(document.activeElement) && !isWriting(document.activeElement);
  root.addEventListener(
    'keydown',
    (event) => {
      const action = isWriting(event.target) || !session.isReady ? undefined : actionFor(event, session);
      if (!action) return;
      event.preventDefault();
      action();
    },
    { signal },
  );
  // On the document: where nothing is marked, browsers send these events to different elements.
  const take = (event: ClipboardEvent) => {
    // Marked text is what a person wants to copy.
    if (!isOurs() || !(document.getSelection()?.isCollapsed ?? true)) return false;
    const text = session.clipboard.textOfSelection();
    if (text === undefined) return false;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    return true;
  };
  document.addEventListener('copy', (event) => void take(event), { signal });
  document.addEventListener(
    'cut',
    (event) => {
      if (take(event)) session.edit({ type: 'removeMany', ids: session.selection.ids });
    },
    { signal },
  );
  document.addEventListener(
    'paste',
    (event) => {
      if (!isOurs()) return;
      event.preventDefault();
      session.clipboard.pasteText(event.clipboardData?.getData('text/plain') ?? '');
    },
    { signal },
  );
  return () => ending.abort();
}
