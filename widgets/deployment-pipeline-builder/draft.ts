/**
 * A scenario while a person edits it: the outline is sure (a list of components, each with an id and a kind), the values may still be wrong.
 * What runs is always what `parseScenario` makes of it.
 */
export interface DraftRoute {
  readonly id: string;
  /** Share of the requests that go this way, above 0. */
  readonly weight: number;
}

export interface DraftComponent {
  readonly id: string;
  readonly kind: string;
  readonly place?: string;
  readonly to?: string | readonly DraftRoute[];
  readonly [key: string]: unknown;
}

/** A link between two places, the same in both directions. */
export interface DraftLink {
  readonly from: string;
  readonly to: string;
  readonly [key: string]: unknown;
}

/** What is known of a place beside its name. */
export interface DraftPlace {
  readonly id: string;
  readonly [key: string]: unknown;
}

export interface Draft {
  readonly components: readonly DraftComponent[];
  readonly links?: readonly DraftLink[];
  readonly places?: readonly DraftPlace[];
  readonly [key: string]: unknown;
}

type Loose = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDraftPlace(value: unknown): value is DraftPlace {
  return isObject(value) && typeof value.id === 'string';
}

function isDraftLink(value: unknown): value is DraftLink {
  return isObject(value) && typeof value.from === 'string' && typeof value.to === 'string';
}

function isDraftComponent(value: unknown): value is DraftComponent {
  if (!isObject(value) || typeof value.id !== 'string' || typeof value.kind !== 'string') return false;
  const to = value.to;
  if (to === undefined || typeof to === 'string') return true;
  return Array.isArray(to) && to.every((route) => isObject(route) && typeof route.id === 'string');
}

/** The document as a draft, or undefined when its outline cannot be edited at all (no list of components with kinds and ids that differ). */
export function asDraft(input: unknown): Draft | undefined {
  if (!isObject(input) || !Array.isArray(input.components)) return undefined;
  const {
    components,
    links = [],
    places = [],
  } = input as {
    components: readonly unknown[];
    links?: unknown;
    places?: unknown;
  };
  if (!components.every(isDraftComponent) || !Array.isArray(links) || !links.every(isDraftLink)) return undefined;
  if (!Array.isArray(places) || !places.every(isDraftPlace)) return undefined;
  return new Set(components.map((component) => component.id)).size === components.length ? (input as Draft) : undefined;
}

export function findComponent(draft: Pick<Draft, 'components'>, id: string): DraftComponent | undefined {
  return draft.components.find((component) => component.id === id);
}
