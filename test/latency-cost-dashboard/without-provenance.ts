/** Where a number needs no origin: controls and their names, what is read aloud of what stands beside it, and what is marked as given (`data-provenance="input"`). */
const EXEMPT =
  'button, input, select, option, textarea, label, legend, summary, code, script, style, .chip, [role="status"], [data-provenance="input"]';

/** Whether a chip, or on a page to print a list of origins in full, says where the numbers of this element come from: in it, or in the element whose id its attribute names. */
function hasChip(element: Element): boolean {
  const named = element.getAttribute('data-provenance');
  const owner = named ? element.ownerDocument.getElementById(named) : element;
  return owner != null && (owner.matches('.origins') || owner.querySelector('.chip') != null);
}

/**
 * Walks a part of the page as it is seen and gives every text with a digit that no origin belongs to: it stands in no element with `data-provenance`
 * that has a chip. Text of the picture counts; what is not shown (a closed `details`) counts as well, since it can be opened.
 */
export function withoutProvenance(root: Element): string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const parent = node.parentElement;
    if (!/\d/.test(text) || !parent || parent.closest(EXEMPT)) continue;
    const holder = parent.closest('[data-provenance]');
    if (!holder || !hasChip(holder)) found.push(text);
  }
  return found;
}
