/**
 * How the page that offers to load itself again hears from the record that nothing would be lost. An event of the window, because the two may be of different
 * builds of the site: a page of the last build asks by the script of the new one. So neither its name nor its form may ever change.
 */
const name = 'slipway:before-reload';

/** Has `save` called before the page is loaded again on the learner's click; it resolves to whether everything is saved. */
export function onBeforeReload(save: () => Promise<boolean>): void {
  globalThis.addEventListener(name, (event) => (event as CustomEvent<Promise<boolean>[]>).detail.push(save()));
}

/** Has everything saved that can be. True when nothing would be lost. */
export async function saveEverything(): Promise<boolean> {
  const answers: Promise<boolean>[] = [];
  globalThis.dispatchEvent(new CustomEvent(name, { detail: answers }));
  const saved = await Promise.allSettled(answers);
  return saved.every((answer) => answer.status === 'fulfilled' && answer.value);
}
