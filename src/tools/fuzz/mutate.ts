import type { ComponentKindInfo } from '../../../widgets/engines/simulator/components/component-kind.ts';
import { componentKinds } from '../../../widgets/engines/simulator/components/index.ts';
import type { Parameter } from '../../../widgets/engines/simulator/parameter.ts';
import type { Dice } from './dice.ts';

type Holder = Record<string | number, unknown>;

/** A place in the document: what holds it, and under which key. */
interface Place {
  readonly holder: Holder;
  readonly key: string;
}

const parametersOf = new Map(
  (componentKinds as readonly ComponentKindInfo[]).map((kind) => [kind.kind, kind.parameters]),
);

/** Values that a file may have in place of any other. */
const STRANGE: readonly unknown[] = [
  ...[0, -0, 1, -1, 0.5, 1.5, 1e-9, 5e-324, 1e3, 1e6, 1e9, 1e21, 1e308, -1e308, 2 ** 31, 2 ** 53, Number.NaN, Infinity],
  ...['', 'NaN', 'Infinity', '1e999', '-1', '12', 'users', 'model', 'subject', 'cloud', '__proto__', 'constructor'],
  ...['toString', '\u0000', '\ud800', 'é'.repeat(300), 'poisson', 'closed', 'empirical', 'affine', 'triton', 'fifo'],
  ...[true, false, null, undefined, [], {}, [[]], [{}], [null], [1, 2, 3], [0, 0], { id: 'model' }],
];
const ODD_KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  '',
  ' id',
  'ID',
  'to',
  'seed',
  '0',
];
const DEPTH = 3000;

/** Every place down to a depth that no scenario reaches: an earlier change may have put the document inside itself. */
function placesIn(value: unknown, depth = 10, places: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null || depth === 0) return places;
  for (const key of Object.keys(value)) {
    places.push({ holder: value as Holder, key });
    placesIn((value as Holder)[key], depth - 1, places);
  }
  return places;
}

/** Sets a key as JSON.parse would: `__proto__` becomes a key like any other. */
function put(holder: Holder, key: string, value: unknown): void {
  // A list's own length is no key of JSON.
  if (Array.isArray(holder) && key === 'length') return;
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function nested(dice: Dice): unknown {
  let value: unknown = 1;
  const isList = dice.below(2) === 0;
  for (let i = 0; i < DEPTH; i++) value = isList ? [value] : { to: value };
  return value;
}

function scaled(value: unknown, dice: Dice): unknown {
  if (typeof value !== 'number') return dice.pick(STRANGE);
  return value * dice.pick([-1, 0, 1e-9, 1e-3, 0.37, 2, 10, 1e3, 1e6, 1e12]);
}

function valueAt(component: Holder, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => (value as Holder | undefined)?.[step], component);
}

/** True for a parameter that the component may have as it is: the choice that it belongs to is made, and it makes no other. */
function fits(component: Holder, { path, when, kind }: Parameter): boolean {
  const holder = path.split('.').slice(0, -1).join('.');
  if (holder !== '' && typeof valueAt(component, holder) !== 'object') return false;
  return when ? valueAt(component, when.path) === when.is : holder === '' || kind !== 'choice';
}

/** Something from the range that the schema tells of a parameter of some component: its ends, what lies beyond, one of its choices. */
function setParameter(document: Holder, dice: Dice, isMild: boolean): void {
  const components = Array.isArray(document['components']) ? (document['components'] as unknown[]) : [];
  const component = components.length > 0 ? dice.pick(components) : undefined;
  if (typeof component !== 'object' || component === null) return;
  const { kind: name } = component as Holder;
  const all = (typeof name === 'string' ? parametersOf.get(name) : undefined) ?? [];
  const parameters = isMild ? all.filter((parameter) => fits(component as Holder, parameter)) : all;
  if (parameters.length === 0) return;
  const { path, minimum = 0, maximum = 1, kind, ...parameter } = dice.pick(parameters);
  const { choices = kind === 'text' ? ['*/5 * * * *', '0 0 31 2 *', '* * *'] : [true, false] } = parameter;
  const isNumber = kind === 'number' || kind === 'integer';
  const within = minimum + Math.floor(dice.uniform() * Math.min(1000, maximum - minimum));
  const value = isNumber
    ? dice.pick(isMild ? [minimum, maximum, within, within] : [minimum * 2, maximum / 2, maximum * 2, minimum - 1])
    : dice.pick<unknown>(choices);
  const steps = path.split('.');
  const last = steps.pop()!;
  let holder = component as Holder;
  for (const step of steps) {
    if (typeof holder[step] !== 'object' || holder[step] === null) put(holder, step, {});
    holder = holder[step] as Holder;
  }
  put(holder, last, value);
}

function changePlace(document: Holder, dice: Dice): void {
  const places = placesIn(document);
  if (places.length === 0) return;
  const { holder, key } = dice.pick(places);
  const other = dice.pick(places);
  const changes: readonly (() => void)[] = [
    () => put(holder, key, dice.pick(STRANGE)),
    () => put(holder, key, scaled(holder[key], dice)),
    () => put(holder, key, scaled(holder[key], dice)),
    () => void delete holder[key],
    () => put(holder, dice.pick(ODD_KEYS), holder[key]),
    () => put(holder, `${key}s`, holder[key]),
    // Some other part of the file in its place: a component for a number, an id for a list.
    () => put(holder, key, structuredClone(other.holder[other.key])),
    // A part inside itself: no JSON, but a program may hand it in.
    () => put(holder, key, dice.below(4) === 0 ? document : [holder[key]]),
    () => put(holder, key, dice.below(4) === 0 ? nested(dice) : [holder[key], holder[key]]),
    () => {
      if (Array.isArray(holder)) holder.splice(dice.below(holder.length + 1), dice.below(2), holder[Number(key)]);
      else put(holder, key, typeof holder[key] === 'object' ? 'object' : String(holder[key]));
    },
  ];
  dice.pick(changes)();
}

/** Leads some component to some other, itself included, and to several with odd weights. */
function rewire(document: Holder, dice: Dice): void {
  const components = Array.isArray(document['components']) ? (document['components'] as Holder[]) : [];
  const objects = components.filter((component) => typeof component === 'object' && component !== null);
  if (objects.length === 0) return;
  const id = () => dice.pick(objects)['id'];
  const ways = [
    id(),
    [
      { id: id(), weight: 1 },
      { id: id(), weight: dice.pick([0, 1, 1e9, -1]) },
    ],
    'nowhere',
  ];
  put(dice.pick(objects), 'to', dice.pick(ways));
}

/** One to four changes to a copy of a valid document, different for every state of the dice. */
export function mutate(base: unknown, dice: Dice): unknown {
  const document = structuredClone(base) as Holder;
  // Half of them keep to what the schema allows, so that they run: the ends of ranges are where mechanisms break.
  const isMild = dice.below(2) === 0;
  for (let changes = 1 + dice.below(4); changes > 0; changes--) {
    const kind = dice.below(10);
    if (isMild || kind < 3) setParameter(document, dice, isMild);
    else if (kind < 4) rewire(document, dice);
    else changePlace(document, dice);
  }
  return document;
}
