import { canonicalJson } from '../../engines/record/canonical-json.ts';
import type { Draft } from '../draft.ts';
import { valueAt, withValueAt } from '../value-path.ts';
import { applyCommand } from './apply.ts';
import { unchanged } from './change.ts';
import type { Command, CommandResult } from './command.ts';

/**
 * Parts of a pipeline that its builder may not change. A part is the id of a component (all of it but where it leads), `id.to` (where it leads), the
 * path of one of its parameters (`model.replicas`), or a key of the scenario (`links`).
 */
export interface Lock {
  /** `allBut`: everything is locked except the parts; `only`: the parts are locked and nothing else. */
  readonly kind: 'allBut' | 'only';
  readonly parts: readonly string[];
}

/** What a challenge asks about and how it is measured is locked in any case. */
const alwaysLocked = ['run', 'objectives', 'slos', 'formatVersion'];

type Loose = Readonly<Record<string, unknown>>;

/** The components by id beside the keys of the scenario, so that every part has a path. An id hides a key of the same name. */
function byName({ components, ...rest }: Draft): Loose {
  return { ...rest, ...Object.fromEntries(components.map((component) => [component.id, component])) };
}

/** The value of a part, as text; a component that is not there differs from one that lacks the value. */
function partOf(named: Loose, part: string): string {
  const whole = named[part.split('.')[0]!];
  if (part.includes('.')) return canonicalJson([whole !== undefined, valueAt(named, part) ?? null]);
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return canonicalJson(whole ?? null);
  const { to: _, ...own } = whole as Loose;
  return canonicalJson(own);
}

/** The scenario without its free parts; of a component that is free as a whole, its id and where it leads stay. */
function lockedRest(named: Loose, free: readonly string[]): Loose {
  let rest = named;
  for (const part of free) {
    const component = rest[part] as Loose | undefined;
    const isWhole = component?.['id'] === part;
    const kept = { id: part, ...(isWhole && 'to' in component ? { to: component['to'] } : {}) };
    rest = withValueAt(rest, part, isWhole ? kept : undefined);
  }
  return rest;
}

/** Names of locked parts that differ between the two. */
function touched(lock: Lock, before: Draft, after: Draft): string[] {
  const [old, next] = [byName(before), byName(after)];
  const fixed = alwaysLocked.filter((part) => partOf(old, part) !== partOf(next, part));
  if (lock.kind === 'only') return [...fixed, ...lock.parts.filter((part) => partOf(old, part) !== partOf(next, part))];
  const [left, right] = [lockedRest(old, lock.parts), lockedRest(next, lock.parts)];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return [
    ...fixed,
    ...keys.filter(
      (key) => !fixed.includes(key) && canonicalJson(left[key] ?? null) !== canonicalJson(right[key] ?? null),
    ),
  ];
}

/** Whether two pipelines are the same in all that is locked. */
export function agreesOn(lock: Lock, a: Draft, b: Draft): boolean {
  return touched(lock, a, b).length === 0;
}

/** What a person may change, for the sentence of a refusal. */
function freeInWords({ kind, parts }: Lock): string {
  if (kind === 'only') return 'Everything else is yours to change.';
  if (parts.length === 0) return 'Predict first.';
  return `You may change ${parts.map((part) => `“${part}”`).join(', ')}.`;
}

/**
 * Carries a command out unless it would change a locked part: then the very same scenario, and a sentence that names the part. It compares what was with
 * what would be and knows no command by name, so that no new command can go round a lock.
 */
export function applyWithin(lock: Lock | null, scenario: Draft, command: Command): CommandResult {
  const result = applyCommand(scenario, command);
  if (lock === null || result.scenario === scenario) return result;
  const [first] = touched(lock, scenario, result.scenario);
  if (first === undefined) return result;
  return unchanged(scenario, `“${first}” is part of the challenge, so it stays as it is. ${freeInWords(lock)}`);
}
