import type { Problem } from '../problem.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { deflate, inflate } from './deflate.ts';

/** Version of the fragment's own form: raised when a fragment of today could no longer be read. */
export const fragmentVersion = 1;
/** Characters that a fragment may have: what every browser and most messengers carry. */
export const fragmentLimit = 8192;
/** Bytes that a fragment may expand to; the largest content that fits into a fragment is far below. */
export const expandedLimitBytes = 256_000;

/** What a kind of fragment carries, in the words of its messages. */
export interface FragmentKind {
  /** What the fragment begins with, for example `#pipeline=`. */
  readonly prefix: string;
  /** For example `scenario`. */
  readonly content: string;
  /** For example `pipeline of this builder`. */
  readonly whole: string;
}

/** A link's content before anybody has looked into it. */
export interface SharedText {
  /** The instrument on the page that it was made with. */
  readonly widget: string;
  readonly version: number;
  /** The content as text, JSON when whole; what could be read of it. */
  readonly text: string;
  /** What is wrong with the link itself. */
  readonly problems: readonly Problem[];
}

/** FNV-1a of the text's code units, 32 bits, in base 36: tells a link that was changed on its way, which DEFLATE alone would not. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

const encodeName = (name: string) => encodeURIComponent(name).replaceAll('~', '%7E');

/** The fragment of an address that carries the content for the named instrument; undefined when it would be longer than the limit. */
export async function makeFragment(
  { prefix }: FragmentKind,
  content: unknown,
  widget: string,
): Promise<string | undefined> {
  const text = JSON.stringify(content);
  const parts = [fragmentVersion, encodeName(widget), checksum(text), toBase64Url(await deflate(text))];
  const fragment = prefix + parts.join('~');
  return fragment.length <= fragmentLimit && new TextEncoder().encode(text).length <= expandedLimitBytes
    ? fragment
    : undefined;
}

function fault(path: string, expected: string, found: string, fix: string): Problem {
  return { path, expected, found, fix };
}

const askAgain = 'Ask for the link again, or for the file.';

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Reads the fragment of an address. Undefined when it is not of this kind at all. Never rejects, and runs nothing. */
export async function readFragment(kind: FragmentKind, hash: string): Promise<SharedText | undefined> {
  const { prefix, content, whole } = kind;
  if (!hash.startsWith(prefix)) return undefined;
  const [version = '', name = '', check = '', ...rest] = hash.slice(prefix.length).split('~');
  const payload = rest.join('~');
  const shared = { widget: decodeName(name), version: /^\d{1,6}$/.test(version) ? Number(version) : 0, text: '' };
  const refuse = (problem: Problem): SharedText => ({ ...shared, problems: [problem] });
  if (hash.length > fragmentLimit)
    return refuse(
      fault('the link', `at most ${fragmentLimit} characters`, String(hash.length), `Send the ${content} as a file.`),
    );
  if (shared.version < 1)
    return refuse(fault('the link', `a version, a name, a checksum and the ${content}`, 'another form', askAgain));
  const decoded = fromBase64Url(payload);
  if ('faultAt' in decoded) {
    const found = payload.slice(decoded.faultAt, decoded.faultAt + 1);
    const what = found === '' ? 'its end too early' : `${JSON.stringify(found)} at character ${decoded.faultAt + 1}`;
    const readable = fromBase64Url(payload.slice(0, decoded.faultAt - (decoded.faultAt % 4)));
    const text = 'bytes' in readable ? (await inflate(readable.bytes, expandedLimitBytes)).text : '';
    return { ...refuse(fault('the link', 'letters, digits, “-” and “_”', what, askAgain)), text };
  }
  const { text, end } = await inflate(decoded.bytes, expandedLimitBytes);
  const broken = { ...shared, text };
  if (end === 'tooLarge') {
    const problem = fault(
      'the link',
      `at most ${expandedLimitBytes} bytes of ${content}`,
      'more',
      `Do not open it: no ${whole} needs so much.`,
    );
    return { ...shared, problems: [problem] };
  }
  if (end === 'broken' || checksum(text) !== check) {
    const found = end === 'broken' ? 'a link that was cut or changed' : 'a link that was changed on its way';
    return { ...broken, problems: [fault('the link', 'the link as it was made', found, askAgain)] };
  }
  return { ...broken, problems: [] };
}
