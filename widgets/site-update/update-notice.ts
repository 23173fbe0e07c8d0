/**
 * Fetched when a part of the page did not come: says why, and offers to load the page again where that helps. Never does so by itself. Its address has no digest,
 * so that a page of an earlier build finds it: it is then of a newer build than the page, and takes nothing from it but its look.
 */
import { saveEverything } from '../kit/before-reload.ts';
import { type Missing, whyMissing } from './why-missing.ts';

const words: Readonly<Record<Missing, string>> = {
  updated:
    'This site was updated while the page was open, and a part of the page belongs to the earlier version. Load the page again to go on with the new one.',
  unreachable:
    'A part of this page is not on this device yet, and the network does not answer. Everything else works; load the page again when you have a network.',
  broken: 'A part of this page could not be loaded. Load the page again to try once more.',
};
const notSaved =
  'Some of what you did here is not saved yet, so the page was not loaded again. Save it to a file first: the notice beside your answers offers one.';

async function show(): Promise<void> {
  const missing = await whyMissing(location.href, document);
  const notice = document.createElement('aside');
  notice.className = 'site-notice no-print';
  notice.setAttribute('aria-label', 'About this page');
  const text = document.createElement('p');
  text.setAttribute('role', 'status');
  notice.append(
    text,
    ...(missing === 'unreachable' ? [] : [reloadButton(text)]),
    button('Close', () => notice.remove()),
  );
  document.body.append(notice);
  // A region that speaks has to be there before its words.
  await new Promise((resolve) => setTimeout(resolve, 100));
  text.textContent = `${words[missing]} What you have saved stays.`;
}

function reloadButton(text: HTMLElement): HTMLButtonElement {
  return button('Load the page again', async () => {
    if (await saveEverything()) location.reload();
    else text.textContent = notSaved;
  });
}

function button(label: string, onclick: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button';
  made.textContent = label;
  made.onclick = onclick;
  return made;
}

// A module runs once per page, so there is one notice, whatever else does not come.
void show();
