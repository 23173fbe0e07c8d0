import type { Parameter } from '../parameter.ts';

/** What a form knows of one key, wherever it stands. */
export type FormField = Omit<Parameter, 'path' | 'when'>;
/** A key with the one that holds it, or alone; the choice that it belongs to; and what it is. */
export type FormEntry = readonly [path: string, choice: string | undefined, field: FormField];

interface Bounds {
  readonly unit: string;
  readonly minimum: number;
  readonly maximum: number;
}
/** `start` is what a new entry has; null leaves the key out. */
type Range = Bounds & { readonly start: number | null };

const item = (path: string, label: string, { start, ...bounds }: Range, meaning: string, source: string) => ({
  ...{ path, label, meaning, source, ...bounds, default: start },
  isOptional: false,
});

export function numberItem(path: string, label: string, range: Range, meaning: string, source: string): Parameter {
  return { ...item(path, label, range, meaning, source), kind: 'number' };
}

export function integerItem(path: string, label: string, range: Range, meaning: string, source: string): Parameter {
  return { ...item(path, label, range, meaning, source), kind: 'integer' };
}

export function choiceItem(
  path: string,
  label: string,
  choices: readonly string[],
  start: string,
  meaning: string,
  source: string,
): Parameter {
  return { path, label, choices, meaning, source, kind: 'choice', unit: '', default: start, isOptional: false };
}

/** A list of entries; it may be left out where the schema has a default or the key is optional, and says so itself where not. */
export function listAt(label: string, meaning: string, source: string, items: readonly Parameter[]): FormField {
  return { label, meaning, source, items, kind: 'list', unit: '', default: null, isOptional: true };
}

export function numbersAt(
  label: string,
  { source, ...bounds }: Bounds & { readonly source: string },
  meaning: string,
): FormField {
  return { label, meaning, source, ...bounds, kind: 'numbers', default: null, isOptional: true };
}

export function component(label: string, meaning: string): FormField {
  return { label, meaning, source: 'Scenario format.', kind: 'component', unit: '', default: null, isOptional: true };
}
