import { linkSchema } from '../../engines/simulator/network/link-schema.ts';
import { placeSchema } from '../../engines/simulator/network/places.ts';
import { parseWith } from '../../kit/parse-with.ts';
import { describeFound, type Parsed, type Problem } from '../../kit/problem.ts';
import * as z from '../../kit/zod.ts';
import { findKind, kindNames } from '../component-kinds.ts';
import { asDraft, type Draft, type DraftComponent, type DraftLink, type DraftPlace } from '../draft.ts';
import { placeOf } from '../places.ts';
import { routesOf, withRoutes } from '../routes.ts';

/** What is copied: components with what stands between and under them. */
export interface CopiedComponents {
  readonly components: readonly DraftComponent[];
  readonly links: readonly DraftLink[];
  readonly places: readonly DraftPlace[];
}

/** Characters of text that are looked at; more than a thousand components never have. */
const longest = 2_000_000;

/** The components of these ids, ready to be pasted: ways to what is not among them are left out. */
export function copyComponents(draft: Draft, ids: readonly string[]): CopiedComponents {
  const components = draft.components
    .filter(({ id }) => ids.includes(id))
    .map((component) =>
      withRoutes(
        component,
        routesOf(component).filter(({ id }) => ids.includes(id)),
      ),
    );
  const at = new Set(components.map(placeOf));
  return {
    components,
    links: (draft.links ?? []).filter(({ from, to }) => at.has(from) && at.has(to)),
    places: (draft.places ?? []).filter(({ id }) => at.has(id)),
  };
}

/** As text for the clipboard: JSON that a person can read, and that opens as part of a scenario file. */
export function componentsText(copied: CopiedComponents): string {
  return JSON.stringify(copied, null, 2);
}

function refused(expected: string, found: string, fix: string, path = ''): Parsed<CopiedComponents> {
  return { ok: false, problems: [{ path, expected, found, fix }] };
}

/** The faults of one part, with their place in the text. */
function faultsAt(path: string, schema: z.ZodMiniType | undefined, part: unknown): Problem[] {
  const parsed = parseWith(schema ?? z.unknown(), part);
  if (parsed.ok) return [];
  return parsed.problems.map((problem) => ({
    ...problem,
    path: problem.path === '' ? path : `${path}.${problem.path}`,
  }));
}

/** Faults of the parts themselves. Missing links and idle components are no fault here: findings tell of them once they are in the pipeline. */
function faultsOf({ components, links, places }: CopiedComponents): Problem[] {
  return [
    ...components.flatMap((component, index) => {
      const path = `components[${index}]`;
      const info = findKind(component.kind);
      if (info) return faultsAt(path, info.schema, component);
      const expected = `one of the kinds ${kindNames.join(', ')}`;
      return [{ path: `${path}.kind`, expected, found: describeFound(component.kind), fix: 'Correct it.' }];
    }),
    ...links.flatMap((link, index) => faultsAt(`links[${index}]`, linkSchema, link)),
    ...places.flatMap((place, index) => faultsAt(`places[${index}]`, placeSchema, place)),
  ];
}

/** Reads copied components from any text: what `componentsText` wrote, or a whole scenario file. Never throws. */
export function parseComponentsText(text: string): Parsed<CopiedComponents> {
  if (text.length > longest)
    return refused('the text of copied components', `${text.length} characters`, 'Copy fewer components.');
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return refused(
      'the text of copied components (JSON)',
      text.trim() === '' ? 'nothing' : 'other text',
      'Copy components first, in this or another builder.',
    );
  }
  const draft = asDraft(input);
  if (!draft)
    return refused(
      'an object with a list “components”, each with its own id and a kind',
      describeFound(input),
      'Copy components first, or take the “components” of a scenario file.',
    );
  if (draft.components.length === 0)
    return refused('at least one component', 'an empty list', 'Select components and copy them.', 'components');
  const copied = copyComponents(
    draft,
    draft.components.map(({ id }) => id),
  );
  const problems = faultsOf(copied);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: copied };
}
