import type { ComponentKindInfo } from '../../widgets/engines/simulator/components/component-kind.ts';
import { componentKinds } from '../../widgets/engines/simulator/components/index.ts';
import { modelVariants } from '../../widgets/engines/simulator/model-variants/index.ts';
import type { ModelVariant } from '../../widgets/engines/simulator/model-variants/model-variant.ts';
import type { ParameterInfo } from '../../widgets/engines/simulator/parameter.ts';
import { linkParameters, runParameters } from '../../widgets/engines/simulator/scenario.ts';
import { families } from './families.ts';
import {
  type ReferenceEntry,
  type ReferenceFamily,
  type ReferenceGroup,
  type ReferenceParameter,
  type Schema,
  valueWhenLeftOut,
} from './reference-entry.ts';

type Kind = ComponentKindInfo & { readonly schema: Schema };
const kinds: readonly Kind[] = componentKinds;

/** The family whose choice stands at this path: `arrivals.process` of a source, `autoscaling.coldStart.distribution` of a server. */
function familyAt(path: string): ReferenceFamily | undefined {
  const [chooser, holder] = path.split('.').reverse();
  return families.find((family) => family.chooser === chooser && family.holders.includes(holder ?? ''));
}

function withChoicePages<Plain extends ReferenceParameter>(parameter: Plain): Plain {
  const family = familyAt(parameter.path);
  if (!family || !parameter.choices) return parameter;
  return { ...parameter, choicePages: parameter.choices.map((choice) => `${family.id}/${choice}`) };
}

/** A chooser leads to the pages of its choices; what belongs to one choice stands there and not here. */
function ownParameters({ parameters, schema, example, kind }: Kind): ReferenceParameter[] {
  return parameters
    .filter(({ when }) => !when || !familyAt(when.path))
    .map((parameter) => {
      const leftOut = valueWhenLeftOut(schema, { id: kind, ...example }, parameter.path);
      return withChoicePages({ ...parameter, leftOut });
    });
}

function kindEntry(info: Kind): ReferenceEntry {
  const { kind, label, meaning, example } = info;
  return {
    id: `components/${kind}`,
    name: kind,
    label,
    meaning,
    example: { id: kind, ...example },
    notes: [],
    parameters: ownParameters(info),
  };
}

/** What components add to the choices of a family, for example the cold start of every scaling policy. */
function addedParameters(family: ReferenceFamily, { name, parameters }: ReferenceEntry): ReferenceParameter[] {
  const known = new Set(parameters.map(({ path }) => path));
  const added = kinds.flatMap((kind) =>
    kind.parameters.flatMap((parameter) => {
      const { when, path } = parameter;
      if (!when || when.is !== name || familyAt(when.path) !== family) return [];
      const [, ...holder] = when.path.split('.').reverse();
      return [{ ...parameter, path: path.slice(holder.length === 0 ? 0 : holder.reverse().join('.').length + 1) }];
    }),
  );
  const isNew = (path: string) => !known.has(path) && known.add(path);
  return added.filter(({ path }) => isNew(path)).map(withChoicePages);
}

function withAdded(family: ReferenceFamily): ReferenceGroup {
  const entries = family.entries.map((entry) => ({
    ...entry,
    parameters: [...entry.parameters, ...addedParameters(family, entry)],
  }));
  return { ...family, entries };
}

const factor = (value: number): string => (value === 1 ? 'unchanged' : `× ${value}`);

function modelVariantEntry(variant: ModelVariant): ReferenceEntry {
  return {
    id: `model-variants/${variant.name}`,
    name: variant.name,
    label: variant.label,
    meaning: variant.meaning,
    notes: [
      `Fixed part of a call ${factor(variant.fixedTimeFactor)}, part per item ${factor(variant.perItemTimeFactor)}; a call whose parts are not told apart ${factor(variant.callTimeFactor)}.`,
      `Memory of the weights ${factor(variant.weightMemoryFactor)}, energy of a call ${factor(variant.energyFactor)}.`,
      `Accuracy: ${variant.accuracy}`,
      `Source: ${variant.source}`,
      `For ${variant.hosts.join(' and ')}. Factors of two variants are not multiplied with each other.`,
    ],
    parameters: [],
  };
}

const placed = (
  parameters: Readonly<Record<string, ParameterInfo>>,
  optional: readonly string[],
): ReferenceParameter[] =>
  Object.entries(parameters).map(([path, info]) => ({ ...info, path, isOptional: optional.includes(path) }));

const scenarioGroup: ReferenceGroup = {
  id: 'scenario',
  title: 'Run and links',
  meaning: 'What stands beside the components in a scenario file.',
  entries: [
    {
      id: 'scenario/run',
      name: 'run',
      label: 'Run',
      meaning: 'How long is simulated, how often, and from which random numbers.',
      example: { seed: 1, durationSeconds: 3600, warmUpSeconds: 300, replications: 20 },
      notes: [],
      parameters: placed(
        runParameters,
        Object.keys(runParameters).filter((key) => key !== 'durationSeconds'),
      ),
    },
    {
      id: 'scenario/links',
      name: 'links',
      label: 'Links',
      meaning: 'A link joins two places, the same in both directions; within one place nothing is delayed.',
      example: [{ from: 'campus', to: 'cloud', roundTripSeconds: 0.03, usdPerGb: 0.09 }],
      notes: [],
      parameters: placed(linkParameters, ['usdPerGb']),
    },
  ],
};

/** All pages of the reference, generated from the schemas' own descriptions. */
export const referenceGroups: readonly ReferenceGroup[] = [
  {
    id: 'components',
    title: 'Components',
    meaning: 'What a scenario is made of: the kind of each entry of components.',
    entries: kinds.map(kindEntry),
  },
  ...families.map(withAdded),
  {
    id: 'model-variants',
    title: 'Model variants',
    meaning: 'The same model made smaller or cheaper: variant of a modelServer or llmServer.',
    entries: modelVariants.map(modelVariantEntry),
  },
  scenarioGroup,
];
