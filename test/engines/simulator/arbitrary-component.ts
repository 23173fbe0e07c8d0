import fc from 'fast-check';
import type { ComponentKindInfo } from '../../../widgets/engines/simulator/components/component-kind.ts';
import { componentKinds } from '../../../widgets/engines/simulator/components/index.ts';
import type { Parameter } from '../../../widgets/engines/simulator/parameter.ts';
import type { Variant } from '../../../widgets/engines/simulator/variant.ts';

/**
 * Random components made from what the registries say of their parameters: whoever adds a kind, a process, a law, a mode or a policy has it tried in
 * every law of the engine without a line here.
 */

/** Every list of variants in the engine: an `index.ts` in a folder of the simulator may export several. */
const registries = import.meta.glob('../../../widgets/engines/simulator/**/index.ts', { eager: true });

const isVariant = (value: unknown): value is Variant =>
  typeof value === 'object' && value !== null && 'name' in value && 'example' in value && 'parameters' in value;

export const variants: readonly Variant[] = Object.values(registries as Record<string, Record<string, unknown>>)
  .flatMap((exported) => Object.values(exported))
  .flatMap((list) => (Array.isArray(list) ? list.filter(isVariant) : []));

/**
 * A valid variant of that name at the path of its family in a kind, with what no parameter describes (lists of samples). Several families may have a
 * variant of one name (the retries, budget and limits of Envoy): the right one has the parameters that the kind lists there.
 */
function exampleOf(kind: ComponentKindInfo, chooser: Parameter, name: string): Readonly<Record<string, unknown>> {
  const keys = chooser.path.split('.');
  const discriminator = keys.pop()!;
  const listed = kind.parameters
    .filter(({ when }) => when?.path === chooser.path && when.is === name)
    .map(({ path }) => path.slice(keys.join('.').length + 1));
  const named = variants.filter(({ name: other, example }) => other === name && example[discriminator] === name);
  const found = named.find(({ parameters }) => Object.keys(parameters).every((key) => listed.includes(key)));
  return (found ?? named[0])?.example ?? { [discriminator]: name };
}

/** Values that make something happen within ten seconds, cut to the range of the parameter. */
function numbersFor({ unit, minimum, maximum, default: standard, path }: Parameter): number[] {
  const candidates =
    unit === '1/s'
      ? [0, 1, 5, 20, 40]
      : unit === 'seconds'
        ? // A service of a nanosecond in a closed loop would be a run of 10¹⁰ events.
          // So would a client that thinks no time and is refused at once.
          [minimum === 0 && !path.endsWith('thinkTimeSeconds') ? 0 : 0.02, 0.02, 0.1, 0.5, 2, 20]
        : // And so would a service that is a thousand times as fast as it says.
          /factor/i.test(path)
          ? [0.3, 1, 2, 3, 8]
          : /share|cv|exponent|amplitude|target|utilisation|tolerance|scale/i.test(path)
            ? [0, 0.3, 0.7, 1, 2]
            : [0, 1, 2, 3, 8, 20];
  const cut = candidates.map((value) => Math.min(maximum ?? Infinity, Math.max(minimum ?? -Infinity, value)));
  return [...new Set(typeof standard === 'number' && Math.abs(standard) <= 100 ? [...cut, standard] : cut)];
}

function anyValue(parameter: Parameter): fc.Arbitrary<unknown> {
  const { kind, choices } = parameter;
  if (kind === 'boolean') return fc.boolean();
  if (kind === 'text') return fc.constant(parameter.default);
  if (kind === 'choice') return fc.constantFrom(...(choices ?? []));
  const numbers = numbersFor(parameter);
  return fc.constantFrom(...(kind === 'integer' ? [...new Set(numbers.map(Math.round))] : numbers));
}

type Loose = Record<string, unknown>;

const isLoose = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parentOf(component: Loose, path: readonly string[]): Loose {
  return path.slice(0, -1).reduce<Loose>((node, key) => {
    if (!isLoose(node[key])) node[key] = {};
    return node[key] as Loose;
  }, component);
}

function read(component: Loose, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (isLoose(node) ? node[key] : undefined), component);
}

/** Sets the parameters one after another, the choices of a family before what belongs to them. */
function fill(kind: (typeof componentKinds)[number], picks: readonly unknown[], takes: readonly boolean[]): Loose {
  const component: Loose = structuredClone(kind.example) as Loose;
  const groups = new Map<string, boolean>();
  kind.parameters.forEach((parameter, i) => {
    const path = parameter.path.split('.');
    if (parameter.when && read(component, parameter.when.path) !== parameter.when.is) return;
    // An optional object is there as a whole or not at all: all its keys, or none.
    const group = path.length > 1 ? path[0]! : undefined;
    const isGroupOptional = group !== undefined && !(group in kind.example) && parameter.isOptional;
    if (group !== undefined && !groups.has(group)) groups.set(group, isGroupOptional ? takes[i]! : true);
    if (group !== undefined && !groups.get(group)) return;
    if (group === undefined && parameter.isOptional && !takes[i] && !(parameter.path in kind.example)) return;
    const parent = parentOf(component, path);
    const isFamily = parameter.kind === 'choice' && kind.parameters.some(({ when }) => when?.path === parameter.path);
    if (isFamily && path.length > 1) {
      const grandparent = parentOf(component, path.slice(0, -1));
      grandparent[path.at(-2)!] = structuredClone(exampleOf(kind, parameter, picks[i] as string));
    } else {
      parent[path.at(-1)!] = picks[i];
    }
  });
  return component;
}

/** Any component of a kind, without `id` and `to`. It may still contradict itself: the parser decides. */
export function anyComponent(name: string): fc.Arbitrary<Loose> {
  const kind = componentKinds.find((candidate) => candidate.kind === name)!;
  return fc
    .tuple(
      fc.tuple(...kind.parameters.map(anyValue)),
      fc.array(fc.boolean(), { minLength: kind.parameters.length, maxLength: kind.parameters.length }),
    )
    .map(([picks, takes]) => fill(kind, picks, takes));
}

export function exampleComponent(name: string): Loose {
  return structuredClone(componentKinds.find((candidate) => candidate.kind === name)!.example) as Loose;
}
