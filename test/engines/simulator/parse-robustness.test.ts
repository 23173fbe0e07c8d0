import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';

const valid = {
  title: 'T',
  components: [
    {
      id: 'users',
      kind: 'traffic',
      place: 'campus',
      arrivals: { process: 'poisson', ratePerSecond: 5 },
      to: 'gateway',
    },
    {
      id: 'gateway',
      kind: 'gateway',
      rateLimit: { ratePerSecond: 100, burst: 5 },
      to: [
        { id: 'model', weight: 1 },
        { id: 'log', weight: 2 },
      ],
    },
    {
      id: 'model',
      kind: 'modelServer',
      serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
      batching: { mode: 'triton', maxBatchSize: 4 },
    },
    { id: 'log', kind: 'partitionedLog', partitions: 2, to: 'consumers' },
    { id: 'consumers', kind: 'streamProcessor', serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 } },
  ],
  links: [{ from: 'campus', to: 'cloud', roundTripSeconds: 0.03 }],
  run: { durationSeconds: 10, replications: 1 },
  objectives: [{ metric: 'sojournTimeSeconds.p95', atMost: 1 }],
};

/** Every path of a document. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, child]) =>
    pathsOf(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...inner];
}

function replaced(document: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = (Array.isArray(document) ? [...document] : { ...(document as object) }) as Record<
    string | number,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, value);
  return copy;
}

const strange = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    '__proto__',
    'constructor',
    'toString',
    -1,
    0,
    0.5,
    1e308,
    Number.NaN,
    Infinity,
    '',
    [],
    {},
    null,
    undefined,
    [[]],
    'users',
    'model',
    'cache',
  ),
);

test('parseScenario never throws, whatever it is given, and every problem says all that it should', () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.tuple(fc.constantFrom(...pathsOf(valid)), strange).map(([path, value]) => replaced(valid, path, value)),
  );
  let accepted = 0;
  fc.assert(
    fc.property(anything, (input) => {
      const parsed = parseScenario(input);
      if (parsed.ok) {
        accepted++;
        return;
      }
      expect(parsed.problems.length).toBeGreaterThan(0);
      for (const { expected, found, fix } of parsed.problems)
        for (const text of [expected, found, fix]) expect(text).toMatch(/\S/);
    }),
    { numRuns: 2000 },
  );
  expect(parseScenario(valid).ok).toBe(true);
  expect(accepted).toBeLessThan(1500);
});

test('a scenario whose ids are names of the language runs like any other', () => {
  const parsed = parseScenario({
    components: [
      { id: 'constructor', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 1 }, to: 'toString' },
      { id: 'toString', kind: 'modelServer', serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 } },
    ],
    run: { durationSeconds: 10, replications: 1 },
    objectives: [{ metric: 'components.toString.completed', atLeast: 10 }],
  });
  expect(parsed.ok && simulate(parsed.value).objectives[0]).toMatchObject({ value: 10, met: true });
});
