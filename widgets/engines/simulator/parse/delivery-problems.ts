import type { Problem } from '../../../kit/problem.ts';
import type { LooseComponent, LooseGraph } from './loose-graph.ts';

type Loose = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {});
const isNumber = (value: unknown): value is number => typeof value === 'number';

/** Deliveries that cannot do what they say: nowhere to go, keys that nobody has, a start after the end, a way back that is gone. */
export function findDeliveryProblems(input: unknown, graph: LooseGraph): Problem[] {
  const { components, run } = asObject(input);
  const written = (Array.isArray(components) ? Array.from(components) : []).map(asObject);
  const { durationSeconds } = asObject(run);
  return graph.components.flatMap((component) => {
    const { kind, index } = component;
    const settings = written[index] ?? {};
    if (kind === 'shadow') return missing(component, 'mirror');
    if (kind === 'modelServer')
      return startAfterTheEnd(component, 'rollingUpdate', asObject(settings['rollingUpdate']), durationSeconds);
    if (kind !== 'router') return [];
    const delivery = asObject(settings['delivery']);
    return [
      ...missing(component, 'to'),
      ...(settings['sticky'] === true ? keylessSources(component, graph, written) : []),
      ...startAfterTheEnd(component, 'delivery', delivery, durationSeconds),
      ...impossibleRollback(component, delivery),
    ];
  });
}

/** A router has somewhere to send requests to, and a shadow their copies. */
function missing({ ways, index, kind }: LooseComponent, key: 'to' | 'mirror'): Problem[] {
  const path = `components[${index}].${key}`;
  if (ways.some((way) => way.path.startsWith(path))) return [];
  return key === 'to'
    ? [
        {
          path,
          expected: 'the versions among which requests are shared out',
          found: 'nothing',
          fix: 'Add for example "to": [{ "id": "old", "weight": 95 }, { "id": "new", "weight": 5 }], or remove the router.',
        },
      ]
    : [
        {
          path,
          expected: 'where the copies go',
          found: 'nothing',
          fix: `Add for example "mirror": { "to": "candidate", "percentage": 100 }, or remove the ${kind}.`,
        },
      ];
}

/** Sources without keys whose requests may reach a router that goes by the key. */
function keylessSources(router: LooseComponent, graph: LooseGraph, written: readonly Loose[]): Problem[] {
  return graph.components
    .filter((source) => source.isSource && written[source.index]?.['keys'] === undefined)
    .filter((source) => reaches(source, router, graph))
    .map(({ index, kind }) => ({
      path: kind === 'dataset' ? `components[${router.index}].sticky` : `components[${index}].keys`,
      expected: `keys, by which the router "${router.id}" knows who has which version`,
      found: kind === 'dataset' ? 'rows of a dataset, which have none' : 'nothing',
      fix:
        kind === 'dataset'
          ? 'Set "sticky" to false.'
          : 'Add for example "keys": { "count": 10000, "zipfExponent": 0 } to the source, or set "sticky" to false.',
    }));
}

function reaches(from: LooseComponent, to: LooseComponent, { components }: LooseGraph): boolean {
  const byId = new Map(components.map((component) => [component.id, component]));
  const reached = new Set([from]);
  for (const component of reached) {
    if (component === to) return true;
    for (const { id } of component.ways) {
      const next = byId.get(id);
      if (next) reached.add(next);
    }
  }
  return false;
}

function startAfterTheEnd({ index }: LooseComponent, part: string, settings: Loose, duration: unknown): Problem[] {
  const { startSeconds } = settings;
  if (!isNumber(startSeconds) || !isNumber(duration) || startSeconds < duration) return [];
  return [
    {
      path: `components[${index}].${part}.startSeconds`,
      expected: `a moment before the end of the run at ${duration} s`,
      found: `${startSeconds}`,
      fix: `Start earlier, run longer, or leave "${part}" out.`,
    },
  ];
}

/** A rollback before there is anything to roll back, or to what has been taken down. */
function impossibleRollback({ index }: LooseComponent, delivery: Loose): Problem[] {
  const { strategy, rollbackSeconds, startSeconds = 0, scaleDownDelaySeconds = 30 } = delivery;
  if (!isNumber(rollbackSeconds) || !isNumber(startSeconds) || !isNumber(scaleDownDelaySeconds)) return [];
  const path = `components[${index}].delivery.rollbackSeconds`;
  if (rollbackSeconds < startSeconds)
    return [
      {
        path,
        expected: `a moment after the start at ${startSeconds} s`,
        found: `${rollbackSeconds}`,
        fix: 'Raise rollbackSeconds, lower startSeconds, or remove one of them.',
      },
    ];
  if (strategy !== 'blueGreen' || rollbackSeconds <= startSeconds + scaleDownDelaySeconds) return [];
  return [
    {
      path,
      expected: `a moment at which the old version is still there, until ${startSeconds + scaleDownDelaySeconds} s`,
      found: `${rollbackSeconds}`,
      fix: 'Roll back at most scaleDownDelaySeconds after startSeconds, or raise scaleDownDelaySeconds.',
    },
  ];
}
