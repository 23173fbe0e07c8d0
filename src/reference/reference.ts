import { billingParameters } from '../../widgets/engines/simulator/cost/billing.ts';
import type { ComponentKindInfo } from '../../widgets/engines/simulator/components/component-kind.ts';
import { componentKinds } from '../../widgets/engines/simulator/components/index.ts';
import { modelVariants } from '../../widgets/engines/simulator/model-variants/index.ts';
import type { ModelVariant } from '../../widgets/engines/simulator/model-variants/model-variant.ts';
import type { ParameterInfo } from '../../widgets/engines/simulator/parameter.ts';
import { furtherLinkParameters } from '../../widgets/engines/simulator/network/link-schema.ts';
import { linkPresets } from '../../widgets/engines/simulator/network/link-presets.ts';
import { placeInfo } from '../../widgets/engines/simulator/network/places.ts';
import { alertParameters, sloParameters } from '../../widgets/engines/simulator/slo/slo-schema.ts';
import { linkParameters, runParameters } from '../../widgets/engines/simulator/scenario.ts';
import { families } from './families.ts';
import { priceList } from './price-list.ts';
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

/**
 * The family whose choice stands at this path: `arrivals.process` of a source, `autoscaling.coldStart.distribution` of a server. Where several kinds have
 * a choice of their own there (`policy` of a loadBalancer and of a cache), `choices` tell which.
 */
function familyAt(path: string, choices: readonly string[] = []): ReferenceFamily | undefined {
  const [chooser, holder] = path.split('.').reverse();
  return families.find(
    (family) =>
      family.chooser === chooser &&
      family.holders.includes(holder ?? '') &&
      choices.every((choice) => family.entries.some(({ name }) => name === choice)),
  );
}

function withChoicePages<Plain extends ReferenceParameter>(parameter: Plain): Plain {
  const family = familyAt(parameter.path, parameter.choices);
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
      example: [
        { from: 'campus', to: 'cloud', roundTripSeconds: 0.03, usdPerGb: 0.09 },
        {
          ...{
            from: 'ship',
            to: 'cloud',
            preset: 'geoSatellite',
            upBitsPerSecond: 3e6,
            handshake: 'tls13',
            reuseShare: 0.9,
          },
          outages: { law: 'exponential', mtbfSeconds: 7200, mttrSeconds: 300 },
          whileDown: { messages: 'store', storeCapacity: 5000, whenFull: 'dropOldest' },
        },
      ],
      notes: linkPresets.map(
        ({ name, label, roundTripSeconds, source }) =>
          `The preset ${name} (${label.toLowerCase()}) is a round trip of ${roundTripSeconds * 1000} ms. ${source}`,
      ),
      parameters: [
        ...placed(linkParameters, ['roundTripSeconds', 'usdPerGb']),
        ...furtherLinkParameters.filter(({ when }) => !when).map(withChoicePages),
      ],
    },
    {
      id: 'scenario/places',
      name: 'places',
      label: 'Places',
      meaning: 'What is known of the places that components name: what kind they are, and which fail together.',
      example: [{ id: 'shop', kind: 'edgeSite', zone: 'shops', region: 'DE' }],
      notes: [
        'A place that the list leaves out is a zone of a cloud, of its own zone and region.',
        'Places with one zone go down together when that zone does, and so do zones with one region.',
      ],
      parameters: placeInfo,
    },
    {
      id: 'scenario/split',
      name: 'split',
      label: 'Split network',
      meaning:
        'Key of a device: the layers of a network, the first of which run on the device and the rest where "to" leads.',
      example: {
        inputBytes: 150_528,
        layers: [
          { deviceSeconds: 0.02, cloudSeconds: 0.002, outputBytes: 64_000 },
          { deviceSeconds: 0.06, cloudSeconds: 0.004, outputBytes: 4000 },
        ],
      },
      notes: [
        'With "after" so many layers run on the device; left out, as many as make one inference fastest over the mean round trip and the bandwidth of the link.',
        'Both components have the service time { "distribution": "carried" }: the layers say how long they take.',
        'Source: Kang et al., Neurosurgeon, ASPLOS 2017.',
      ],
      parameters: [],
    },
    {
      id: 'scenario/slos',
      name: 'slos',
      label: 'Objectives with an error budget',
      meaning:
        'A share of good requests to be kept over weeks; alerts say when its budget of bad ones is spent too fast.',
      example: [
        { target: 0.999, alerts: [{ severity: 'page', longSeconds: 3600, shortSeconds: 300, burnRate: 14.4 }] },
      ],
      notes: [
        'Without alerts the three rules of the Google SRE workbook are judged: 14.4 over 1 h, 6 over 6 h, 1 over 3 days.',
      ],
      parameters: placed(
        {
          ...sloParameters,
          ...Object.fromEntries(Object.entries(alertParameters).map(([key, info]) => [`alerts.${key}`, info])),
        },
        [...Object.keys(sloParameters).filter((key) => key !== 'target'), 'alerts.severity'],
      ),
    },
    {
      id: 'scenario/billing',
      name: 'billing',
      label: 'Bill',
      meaning: 'Which tiers of the prices hold, and what a minute without answers costs.',
      example: { tiers: 'month', usdPerDownMinute: 50 },
      notes: [],
      parameters: placed(billingParameters.billing, Object.keys(billingParameters.billing)),
    },
    {
      id: 'scenario/people',
      name: 'people',
      label: 'People',
      meaning: 'The time of people, which usually costs more than all machines.',
      example: { hoursPerMonth: 20, usdPerHour: 80 },
      notes: [],
      parameters: placed(billingParameters.people, []),
    },
    {
      id: 'scenario/standing',
      name: 'standing',
      label: 'Kept all the time',
      meaning: 'What is paid for whatever the traffic: stored gigabytes and public addresses.',
      example: { storage: [{ product: 's3', gb: 100 }], publicIpv4: 1 },
      notes: [],
      parameters: placed(billingParameters.standing, ['publicIpv4']),
    },
    {
      id: 'scenario/grid-shape',
      name: 'gridShape',
      label: 'Course of the grid',
      meaning: 'How clean the electricity is at which hour of the day.',
      example: 'solar',
      notes: [],
      parameters: placed(billingParameters.gridShape, ['gridShape']),
    },
    {
      id: 'scenario/price-book',
      name: 'priceBook',
      label: 'Prices of one’s own',
      meaning: 'Prices, watts, discounts and grids in place of those of the built-in, dated price book.',
      example: { instances: { 'm5.xlarge': { usdPerHour: 0.15 } }, regions: { DE: { gramsPerKilowattHour: 300 } } },
      notes: [
        'Any entry of the built-in book may be changed in part; what is not named stays as it is. A negative or absurd price is refused at its line.',
        'The command line takes such a file with --prices FILE.',
        ...priceList,
      ],
      parameters: [],
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
