import { parseScenario } from '../../engines/simulator/parse-scenario.ts';
import { newerFormatVersion } from '../../engines/simulator/format-version.ts';
import { formatBytes } from '../../kit/format.ts';
import type { Problem } from '../../kit/problem.ts';
import { asDraft, type Draft } from '../draft.ts';
import { readJson } from '../../kit/sharing/read-json.ts';
import { type Repaired, repairScenario } from './repair.ts';

/** The largest file that is looked into, bytes. A scenario of a thousand components has some 300 kB. */
export const fileLimitBytes = 2_000_000;

/** What a link or a file holds. Nothing of it has run, and nothing of the learner's work has changed. */
export type ReadScenario =
  /** A scenario that this version can edit and run. */
  | { readonly status: 'ready'; readonly draft: Draft }
  /** Refused, with every reason; `repaired` is what can be read of it, for who asks for that. */
  | { readonly status: 'refused'; readonly problems: readonly Problem[]; readonly repaired: Repaired | undefined }
  /** Written by a later version: shown as far as it can be read, not edited and not run. `content` is undefined when nothing can be read. */
  | { readonly status: 'newer'; readonly version: number; readonly content: unknown };

/** Reads the text of a scenario. `found` is what was wrong with what carried it (a link that was cut); `version` that of the carrier, when it is a later one. */
export function readScenario(text: string, found: readonly Problem[] = [], version?: number): ReadScenario {
  const size = new TextEncoder().encode(text).length;
  if (size > fileLimitBytes) {
    const problem = {
      path: '',
      expected: `at most ${formatBytes(fileLimitBytes)}`,
      found: formatBytes(size),
      fix: 'Shorten it; a long trace of arrivals belongs into a file beside it.',
    };
    return { status: 'refused', problems: [problem], repaired: undefined };
  }
  const { value, problems } =
    text === '' ? { value: undefined, problems: found.length > 0 ? [] : [empty] } : readJson(text);
  const newer = version ?? newerFormatVersion(value);
  if (newer !== undefined) return { status: 'newer', version: newer, content: value };
  const parsed = parseScenario(value);
  const draft = asDraft(value);
  if (parsed.ok && draft && problems.length === 0 && found.length === 0) return { status: 'ready', draft };
  // What a cut took away is no fault of its author's: only the cut is told.
  const reasons = [found, problems, parsed.ok ? [] : parsed.problems].find((list) => list.length > 0) ?? [notEditable];
  return { status: 'refused', problems: reasons, repaired: repairScenario(value) };
}

const notEditable: Problem = {
  path: '',
  expected: 'components with ids of their own',
  found: 'other things',
  fix: 'Give every component an id and a kind.',
};
const empty: Problem = { path: '', expected: 'a scenario', found: 'nothing', fix: 'Choose another file.' };
