import { tick } from 'svelte';

/** Once the page has followed a press: who pressed something that is gone by now (a repair, a challenge, what a link brought) goes on from here, and not from the top of the page. */
export async function catchFocus(element: HTMLElement | null | undefined): Promise<void> {
  await tick();
  if (document.activeElement === null || document.activeElement === document.body)
    element?.focus({ preventScroll: true });
}
