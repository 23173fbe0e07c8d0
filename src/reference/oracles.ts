import { existsSync, readFileSync } from 'node:fs';
import type { ReferenceEntry } from './reference-entry.ts';

/** A comparison of the validation suite, as far as the reference shows it. */
interface StoredCase {
  readonly name: string;
  readonly title: string;
  /** Names of the scenario file that it tests. */
  readonly mechanisms: readonly string[];
  readonly source: string;
  readonly figures: readonly { readonly agrees: boolean }[];
}

export interface Oracle {
  /** Its anchor on the page of the validation. */
  readonly name: string;
  readonly title: string;
  readonly source: string;
  /** For example `4 of 4 figures agree.` */
  readonly outcome: string;
}

/** More of them say no more: exponential service stands in most cases. */
const MOST = 6;

// Relative to the project, where pages are built from; the file is written by `npm run validate -- --write`.
const FILE = 'content/validation/results.json';
const cases: readonly StoredCase[] = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { cases: readonly StoredCase[] }).cases
  : [];

/** What the entry was checked against; the cases that test the least else come first. */
export function oraclesOf({ name }: ReferenceEntry, among: readonly StoredCase[] = cases): readonly Oracle[] {
  return among
    .filter(({ mechanisms }) => mechanisms.includes(name))
    .sort((a, b) => a.mechanisms.length - b.mechanisms.length)
    .slice(0, MOST)
    .map(({ name: anchor, title, source, figures }) => ({
      name: anchor,
      title: title.replace(/\.$/, ''),
      source: source.replace(/\.$/, ''),
      outcome: `${figures.filter((figure) => figure.agrees).length} of ${figures.length} figures agree.`,
    }));
}
