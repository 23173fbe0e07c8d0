import { nearest } from '../../../kit/nearest.ts';
import { describeFound, type Problem } from '../../../kit/problem.ts';

type Loose = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {});
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? Array.from(value) : []);

/** Places and split networks that contradict the components. */
export function findNetworkProblems(input: unknown): Problem[] {
  const { components, places } = asObject(input);
  const parts = asList(components).map(asObject);
  return [
    ...placeProblems(asList(places).map(asObject), parts),
    ...parts.flatMap((part, index) => [...missingWay(part, index), ...splitProblems(part, index, parts)]),
  ];
}

/** Each place once, and each with a component: a name that no component has is a slip. */
function placeProblems(places: readonly Loose[], components: readonly Loose[]): Problem[] {
  const used = [...new Set(components.map(({ place }) => (typeof place === 'string' ? place : 'cloud')))];
  return places.flatMap(({ id }, index) => {
    if (typeof id !== 'string') return [];
    const path = `places[${index}].id`;
    const first = places.findIndex((other) => other['id'] === id);
    if (first < index)
      return [
        {
          path,
          expected: 'each place once',
          found: `${describeFound(id)} again, after places[${first}]`,
          fix: 'Remove one of the two.',
        },
      ];
    if (used.includes(id)) return [];
    const near = nearest(id, used);
    return [
      {
        path,
        expected: 'the place of a component',
        found: describeFound(id),
        fix:
          near === undefined
            ? `No component stands there: remove it, or use one of ${used.join(', ')}.`
            : `Did you mean "${near}"?`,
      },
    ];
  });
}

/** A device that does not answer all requests itself needs somebody who takes over. */
function missingWay({ kind, escalation, split, to }: Loose, index: number): Problem[] {
  const key = escalation === undefined ? 'split' : 'escalation';
  const isOne = typeof to === 'string';
  if (kind !== 'device' || (escalation === undefined && split === undefined)) return [];
  if (isOne || (key === 'escalation' && asList(to).length > 0)) return [];
  return [
    {
      path: `components[${index}].to`,
      expected:
        key === 'split' ? 'the id of the component that runs the other layers' : 'the component with the larger model',
      found: describeFound(to),
      fix: `Add "to" with one id, or remove "${key}".`,
    },
  ];
}

/** What takes over the rest of a split network must take its time from the request. */
function splitProblems({ kind, split, to }: Loose, index: number, components: readonly Loose[]): Problem[] {
  if (kind !== 'device' || split === undefined || typeof to !== 'string') return [];
  const target = components.findIndex(({ id }) => id === to);
  if (target < 0) return [];
  const { distribution } = asObject(components[target]!['serviceTime']);
  if (distribution === 'carried') return [];
  return [
    {
      path: `components[${target}].serviceTime.distribution`,
      expected: `"carried", because components[${index}] sends it the rest of a split network`,
      found: describeFound(distribution),
      fix: 'Set "serviceTime" to { "distribution": "carried", "meanSeconds": … }, or send the device to such a component.',
    },
  ];
}
