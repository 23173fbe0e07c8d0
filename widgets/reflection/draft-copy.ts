/**
 * A copy of text that is not in the record yet. Leaving a page gives no time for a database write to finish; `localStorage` is written at once.
 * The copy is removed as soon as the record has the text.
 */
export interface Draft {
  readonly text: string;
  /** ISO 8601. */
  readonly time: string;
}

const keyOf = (key: string): string => `slipway-draft ${key}`;

/** True when the copy was written. Browsers that keep nothing throw here. */
export function keepDraft(key: string, draft: Draft): boolean {
  try {
    localStorage.setItem(keyOf(key), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** The copy, or undefined where there is none that can be read. */
export function readDraft(key: string): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(key)) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return undefined;
    const { text, time } = kept as Partial<Draft>;
    return typeof text === 'string' && typeof time === 'string' ? { text, time } : undefined;
  } catch {
    return undefined;
  }
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(keyOf(key));
  } catch {
    // Nothing is kept, so nothing is left behind.
  }
}
