/** A place where a section may begin or end. */
export interface Boundary {
  /** Level of the heading, 1 to 6; 0 for the footnotes, which end every section. */
  readonly depth: number;
  /** Offset of the opening tag. */
  readonly offset: number;
  /** The `id` attribute. */
  readonly id: string | undefined;
  /** The text of the heading, for headings that an author wrote as HTML. */
  readonly text: string;
}

/** A comment, or a tag with quoted attribute values, in which `>` may occur. */
const tokenPattern = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g;

/** Elements that hold no others. `p` is among them because a heading closes it, whether or not the author did. */
const neverOpen = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'p',
  'param',
  'source',
  'track',
  'wbr',
]);

/** Elements whose content is text, not markup. */
const rawText = new Set(['script', 'style', 'textarea', 'title']);

/** The headings of a rendered page that stand in no other element (no quotation, list or `details`), in order. */
export function topLevelBoundaries(html: string): Boundary[] {
  const boundaries: Boundary[] = [];
  const open = new OpenElements();
  const tokens = new RegExp(tokenPattern);
  for (let token = tokens.exec(html); token !== null; token = tokens.exec(html)) {
    const name = token[2]?.toLowerCase();
    if (name === undefined) continue;
    const attributes = token[3] ?? '';
    if (token[1] === '/') {
      open.close(name);
      continue;
    }
    if (open.count === 0) {
      const boundary = readBoundary(html, name, attributes, token.index, tokens.lastIndex);
      if (boundary !== undefined) boundaries.push(boundary);
    }
    if (neverOpen.has(name) || attributes.endsWith('/')) continue;
    if (rawText.has(name)) tokens.lastIndex = endOfRawText(html, name, tokens.lastIndex);
    else open.open(name);
  }
  return boundaries;
}

function readBoundary(
  html: string,
  name: string,
  attributes: string,
  offset: number,
  contentStart: number,
): Boundary | undefined {
  if (name === 'section' && /\sdata-footnotes\b/.test(attributes)) return { depth: 0, offset, id: undefined, text: '' };
  if (!/^h[1-6]$/.test(name)) return undefined;
  const id = /\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/.exec(attributes);
  const contentEnd = html.indexOf(`</${name}`, contentStart);
  const content = html.slice(contentStart, contentEnd === -1 ? contentStart : contentEnd);
  return { depth: Number(name[1]), offset, id: id?.[1] ?? id?.[2] ?? id?.[3], text: content.replace(/<[^>]*>/g, '') };
}

/** Offset of the closing tag of an element whose content is text; the end of the page where it is missing. */
function endOfRawText(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}[\\s>]`, 'gi');
  closing.lastIndex = from;
  const end = closing.exec(html)?.index ?? html.length;
  return html.indexOf('>', end) === -1 ? html.length : html.indexOf('>', end) + 1;
}

/** The elements that are open. A closing tag closes what stands open inside its element too (`</ul>` ends an `li`); without an opening tag it does nothing. */
class OpenElements {
  readonly #names: string[] = [];
  readonly #counts = new Map<string, number>();

  get count(): number {
    return this.#names.length;
  }

  open(name: string): void {
    this.#names.push(name);
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  close(name: string): void {
    if ((this.#counts.get(name) ?? 0) === 0) return;
    let closed: string | undefined;
    do {
      closed = this.#names.pop();
      if (closed !== undefined) this.#counts.set(closed, (this.#counts.get(closed) ?? 1) - 1);
    } while (closed !== name);
  }
}
