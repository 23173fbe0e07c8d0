import type { BuilderSession } from '../builder-session.svelte.ts';
import type { Draft } from '../draft.ts';
import { drawPng } from '../../kit/draw-png.ts';
import { fragmentVersion } from '../../kit/sharing/fragment.ts';
import { drawSession } from './draw-session.ts';
import { makeFragment, readFragment } from './fragment.ts';
import type { Incoming } from './incoming.ts';
import { fileLimitBytes, readScenario } from './read-scenario.ts';
import { makeReport, type Report } from './report.ts';
import { reportMarkdown } from './report-markdown.ts';
import { fileName, saveFile } from '../../kit/save-file.ts';
import { catchFocus } from '../view/catch-focus.ts';

/** Bringing scenarios out of the builder and into it. What comes in is shown first; it replaces nothing and runs nothing by itself. */
export class SharingSession {
  readonly #session: BuilderSession;
  incoming: Incoming | null = $state.raw(null);
  /** What the last action did, in a sentence. */
  message = $state('');
  /** The link, where it could not be copied. */
  link = $state('');
  /** The report that is shown for printing. */
  report: Report | null = $state.raw(null);

  constructor(session: BuilderSession) {
    this.#session = session;
  }

  /** Looks into the address of the page: a link may have been opened, or typed while the page was open. */
  async readAddress(): Promise<void> {
    const { hash } = location;
    const shared = await readFragment(hash);
    if (!shared || !isFor(this.#session.widget, shared.widget)) return;
    const version = shared.version > fragmentVersion ? shared.version : undefined;
    const read = readScenario(shared.text, shared.problems, version);
    this.incoming = { origin: 'link', name: 'The link', text: shared.text === '' ? hash : shared.text, read };
  }

  async readFile(file: File | undefined): Promise<void> {
    if (!file) return;
    // A file above the limit is refused by its size; a byte more than the limit tells that.
    const text = await file
      .slice(0, fileLimitBytes + 1)
      .text()
      .catch(() => '');
    this.incoming = { origin: 'file', name: `The file “${file.name}”`, text, read: readScenario(text) };
  }

  /** Opens what was shown, in one step that undo takes back. */
  open(draft: Draft): void {
    const { incoming } = this;
    this.#session.challenges.leave();
    this.#session.edit({
      type: 'replace',
      scenario: draft,
      label: incoming?.origin === 'file' ? 'the file' : 'the link',
    });
    this.#end();
  }

  dismiss(): void {
    this.#end();
  }

  /** Saves what came as it came. */
  keepAsItCame(): void {
    const { incoming } = this;
    if (incoming) saveFile('as-it-came.json', new Blob([incoming.text], { type: 'application/json' }));
  }

  #end(): void {
    if (this.incoming?.origin === 'link') history.replaceState(history.state, '', location.pathname + location.search);
    this.incoming = null;
    void catchFocus(document.getElementById(`${this.#session.uid}-title`)?.closest('section'));
  }

  async copyLink(): Promise<void> {
    const fragment = await makeFragment(this.#session.draft, this.#session.widget);
    this.link = '';
    if (fragment === undefined) {
      this.message = 'This pipeline is too large for a link of 8 kB. Download it and send the file.';
      return;
    }
    const link = location.origin + location.pathname + location.search + fragment;
    const isCopied = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    if (!isCopied) this.link = link;
    this.message = isCopied
      ? `Copied a link of ${link.length} characters. Whoever opens it sees the pipeline before it takes the place of theirs.`
      : 'The browser does not let this page copy. Copy the link from the field.';
  }

  /** The very file that `npm run simulate` runs. */
  downloadScenario(): void {
    const { draft } = this.#session;
    const name = fileName(draft['title'], 'json');
    saveFile(name, new Blob([`${JSON.stringify(draft, null, 2)}\n`], { type: 'application/json' }));
    this.message = `Saved ${name}. “npm run --silent simulate -- ${name}” runs it.`;
  }

  downloadSvg(): void {
    const name = fileName(this.#session.draft['title'], 'svg');
    saveFile(name, new Blob([drawSession(this.#session).svg], { type: 'image/svg+xml' }));
    this.message = `Saved ${name}.`;
  }

  async downloadPng(): Promise<void> {
    const { svg, width, height } = drawSession(this.#session);
    const name = fileName(this.#session.draft['title'], 'png');
    try {
      saveFile(name, await drawPng(svg, width, height));
      this.message = `Saved ${name}.`;
    } catch (error) {
      this.message = error instanceof Error ? error.message : String(error);
    }
  }

  #makeReport(): Report {
    const { draft, views, findings, currentRun } = this.#session;
    const date = new Date().toISOString().slice(0, 10);
    return makeReport({ draft, views, findings, run: currentRun, file: fileName(draft['title'], 'json'), date });
  }

  downloadReport(): void {
    const name = fileName(this.#session.draft['title'], 'md');
    saveFile(name, new Blob([reportMarkdown(this.#makeReport())], { type: 'text/markdown' }));
    this.message = `Saved ${name}.`;
  }

  /** The picture as an address that an image can show; whoever takes it lets it go again. */
  pictureAddress(): string {
    return URL.createObjectURL(new Blob([drawSession(this.#session).svg], { type: 'image/svg+xml' }));
  }

  showReport(): void {
    this.report = this.#makeReport();
  }

  hideReport(): void {
    this.report = null;
  }
}

/** A link names its instrument. One whose name no instrument of this page has (it was changed, or the lesson was) is taken by the first. */
function isFor(own: string, named: string): boolean {
  const names = [...document.querySelectorAll<HTMLElement>('[data-pipeline]')].map(
    (element) => element.dataset['pipeline'],
  );
  return named === own || (!names.includes(named) && names[0] === own);
}
