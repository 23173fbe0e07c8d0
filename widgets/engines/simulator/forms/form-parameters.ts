import type { ComponentKind } from '../components/component-kind.ts';
import type { Parameter } from '../parameter.ts';
import { formEntries } from './list-parameters.ts';

/** A schema as far as it is looked into. */
interface Looked {
  readonly _zod: {
    readonly def: {
      readonly innerType?: Looked;
      readonly options?: readonly Looked[];
      readonly shape?: Readonly<Record<string, Looked>>;
    };
  };
}

/** Whether a key of this path may stand in what the schema describes: in one of its choices, where it has some. */
function hasKey({ _zod: { def } }: Looked, path: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  if (def.innerType) return hasKey(def.innerType, path);
  if (def.options) return def.options.some((option) => hasKey(option, path));
  const own = def.shape?.[key];
  return own !== undefined && hasKey(own, rest);
}

const holderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('.')));

/** The choices under which a key stands: the innermost chooser above it that offers the choice. */
function chooserFor(path: string, choice: string, parameters: readonly Parameter[]): Parameter | undefined {
  for (let holder = holderOf(path); holder !== ''; holder = holderOf(holder)) {
    const found = parameters.find((one) => holderOf(one.path) === holder && one.choices?.includes(choice) && !one.when);
    if (found) return found;
  }
  return parameters.find(
    (one) => holderOf(one.path) !== '' && path.startsWith(`${holderOf(one.path)}.`) && one.choices?.includes(choice),
  );
}

/** Where in this kind an entry applies: at its own path, or in every group that has such a key. */
function pathsOf(path: string, info: ComponentKind): string[] {
  const { parameters } = info;
  const schema = info.schema as unknown as Looked;
  if (path.includes('.') || hasKey(schema, [path])) return hasKey(schema, path.split('.')) ? [path] : [];
  const holders = new Set(parameters.map((parameter) => holderOf(parameter.path)).filter((holder) => holder !== ''));
  return [...holders].map((holder) => `${holder}.${path}`).filter((candidate) => hasKey(schema, candidate.split('.')));
}

function placed(info: ComponentKind): Parameter[] {
  return formEntries.flatMap(([path, choice, field]) =>
    pathsOf(path, info).flatMap((at): Parameter[] => {
      if (choice === undefined) return [{ ...field, path: at }];
      const chooser = chooserFor(at, choice, info.parameters);
      return chooser ? [{ ...field, path: at, when: { path: chooser.path, is: choice } }] : [];
    }),
  );
}

/** A gateway sheds by class alone; its schema has the one policy and no parameters of it. */
function sheddingOfGateway({ kind, parameters }: ComponentKind): Parameter[] {
  if (kind !== 'gateway' || parameters.some(({ path }) => path === 'shedding.policy')) return [];
  return [
    {
      ...{ path: 'shedding.policy', label: 'Load shedding', unit: '', kind: 'choice', choices: ['priority'] },
      ...{ default: 'priority', isOptional: true, source: 'Scenario format.' },
      meaning: 'Which requests are given up when the rate is used up; left out, whichever comes.',
    },
  ];
}

/** Everything that a form can set of a component of this kind: its parameters, and the keys that are lists or name other components. */
export function formParametersOf(info: ComponentKind): readonly Parameter[] {
  const own = [...info.parameters, ...sheddingOfGateway(info)];
  return [...own, ...placed({ ...info, parameters: own })];
}
