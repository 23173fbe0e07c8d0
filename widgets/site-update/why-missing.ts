/** Why a part of a page did not come: the host has another build now, nobody answers, or something else is wrong. */
export type Missing = 'updated' | 'unreachable' | 'broken';

/** Asks the host, past every cache, for the page that is open, and looks whether it still names the same files. */
export async function whyMissing(url: string, page: ParentNode): Promise<Missing> {
  const response = await fetch(url, { cache: 'no-store' }).catch(() => undefined);
  if (!response || response.status >= 500) return 'unreachable';
  const now = await response.text();
  const names = [...page.querySelectorAll('astro-island')].map((island) => island.getAttribute('component-url') ?? '');
  return names.every((name) => now.includes(name)) ? 'broken' : 'updated';
}
