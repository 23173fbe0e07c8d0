import { findJsonFault } from '../json-fault.ts';
import type { Problem } from '../problem.ts';

export interface ReadJson {
  /** The value; where the text is broken, what stands before the break. Undefined when there is nothing. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/** Reads JSON. Broken text is told with line and column, and what stands before the break is read, for whoever asks for it. */
export function readJson(text: string): ReadJson {
  const content = text.replace(/^\uFEFF/, '');
  const fault = findJsonFault(content);
  if (!fault) return { value: JSON.parse(content), problems: [] };
  const { line, column, expected, found } = fault;
  const problem = { path: `line ${line}, column ${column}`, expected, found, fix: 'Mend the JSON there.' };
  const lines = content.split('\n').slice(0, line - 1);
  const offset = lines.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  return { value: readWhole(content) ?? readBefore(content.slice(0, offset)), problems: [problem] };
}

/** A key that stands twice is a fault, and yet readable. */
function readWhole(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Closings tried from the end before giving up. */
const maximumTries = 200;

/** What is complete in a text that breaks off: cut at the last comma or bracket that works, and closed. */
function readBefore(text: string): unknown {
  const cuts: { readonly at: number; readonly closing: string }[] = [];
  let closing = '';
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (isInString) {
      if (character === '\\') at++;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === ',') cuts.push({ at, closing });
    else if (character === '{' || character === '[') {
      closing = (character === '{' ? '}' : ']') + closing;
      cuts.push({ at: at + 1, closing });
    } else if (character === '}' || character === ']') {
      closing = closing.slice(1);
      cuts.push({ at: at + 1, closing });
    }
  }
  for (const { at, closing: close } of cuts.slice(-maximumTries).toReversed()) {
    const value = readWhole(text.slice(0, at) + close);
    if (value !== undefined) return value;
  }
  return undefined;
}
