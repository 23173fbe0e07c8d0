import { describe, expect, test } from 'vitest';
import { weightChanges } from '../../../../widgets/engines/simulator/delivery/schema.ts';
import { parseScenario } from '../../../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';
import { traceRun } from '../trace.ts';

const common = { version: 'new', startSeconds: 100 };

describe('weightChanges', () => {
  test('Argo Rollouts gives each weight, waits, and promotes after the last pause', () => {
    const steps = [
      { setWeight: 10, pauseSeconds: 60 },
      { setWeight: 50, pauseSeconds: 120 },
    ];
    expect(weightChanges({ strategy: 'argoRollouts', ...common, steps })).toEqual([
      { atSeconds: 100, share: 0.1 },
      { atSeconds: 160, share: 0.5 },
      { atSeconds: 280, share: 1 },
    ]);
  });

  test('Flagger promotes after interval · maxWeight / stepWeight', () => {
    const settings = { strategy: 'flagger' as const, ...common, intervalSeconds: 60, stepWeight: 20, maxWeight: 50 };
    expect(weightChanges(settings)).toEqual([
      { atSeconds: 100, share: 0.2 },
      { atSeconds: 160, share: 0.4 },
      // The last step is not cut at maxWeight.
      { atSeconds: 220, share: 0.6 },
      { atSeconds: 280, share: 1 },
    ]);
    const whole = weightChanges({ ...settings, stepWeight: 10 });
    expect(whole.at(-1)!.atSeconds - 100).toBe((60 * 50) / 10);
  });

  test('a rollback takes the new version all traffic, and what was planned for later never comes', () => {
    const settings = { strategy: 'flagger' as const, ...common, intervalSeconds: 60, stepWeight: 20, maxWeight: 50 };
    expect(weightChanges({ ...settings, rollbackSeconds: 170 })).toEqual([
      { atSeconds: 100, share: 0.2 },
      { atSeconds: 160, share: 0.4 },
      { atSeconds: 170, share: 0 },
    ]);
  });

  test('blue/green switches at one instant', () => {
    expect(weightChanges({ strategy: 'blueGreen', ...common, scaleDownDelaySeconds: 30 })).toEqual([
      { atSeconds: 100, share: 1 },
    ]);
  });
});

const users = {
  ...{ id: 'users', kind: 'traffic', to: 'router' },
  arrivals: { process: 'deterministic', periodSeconds: 1 },
};
const server = (id: string) => ({
  ...{ id, kind: 'modelServer', replicas: 2 },
  serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 },
});
const ways = [
  { id: 'old', weight: 1 },
  { id: 'new', weight: 0 },
];
const run = (components: readonly object[], more: object = {}) =>
  simulate(accept({ components, run: { durationSeconds: 1000, replications: 1, ...more } }));

describe('a router', () => {
  test('switches blue and green at one instant: every request before it goes to the one, every one after it to the other', () => {
    const delivery = { strategy: 'blueGreen', version: 'new', startSeconds: 400.5 };
    const { components } = run([
      users,
      { id: 'router', kind: 'router', to: ways, delivery },
      server('old'),
      server('new'),
    ]);
    // Requests at 0, 1, … 999 s.
    expect([components['old']!.arrivals, components['new']!.arrivals]).toEqual([401, 599]);
    expect(components['router']!.versionShare).toBe(599 / 1000);
  });

  test('keeps everybody with their version while a canary grows, when it is sticky', () => {
    const delivery = {
      ...{ strategy: 'argoRollouts', version: 'new', startSeconds: 0 },
      steps: [{ setWeight: 30, pauseSeconds: 2000 }],
    };
    const source = { ...users, keys: { count: 1, zipfExponent: 0 } };
    const { components } = run([
      source,
      { id: 'router', kind: 'router', to: ways, sticky: true, delivery },
      server('old'),
      server('new'),
    ]);
    // One user only: all requests have one key, so they all have one version.
    expect([components['old']!.arrivals, components['new']!.arrivals].sort((a, b) => a - b)).toEqual([0, 1000]);
  });

  test('moves everybody once at the most while the share grows, when it is sticky', () => {
    const steps = [10, 30, 60].map((setWeight) => ({ setWeight, pauseSeconds: 200 }));
    const delivery = { strategy: 'argoRollouts', version: 'new', startSeconds: 200, steps };
    const source = { ...users, keys: { count: 20, zipfExponent: 0 } };
    const to = [...ways, { id: 'older', weight: 1 }];
    const { trace } = traceRun(
      accept({
        components: [
          source,
          { id: 'router', kind: 'router', to, sticky: true, delivery },
          ...['old', 'new', 'older'].map(server),
        ],
        run: { durationSeconds: 1000, replications: 1 },
      }),
    );
    const courses = Array.from({ length: 20 }, (_, user) =>
      trace.visits
        .filter(({ key }) => key === user)
        .map(({ station }) => station)
        .filter((station, i, all) => station !== all[i - 1]),
    );
    // From 800 s on all have the new version; a thousand requests of twenty keys miss none of them for long.
    for (const course of courses)
      expect([
        ['old', 'new'],
        ['older', 'new'],
      ]).toContainEqual(course);
    expect(new Set(courses.map(([first]) => first)).size).toBe(2);
  });

  test('follows the weights of its steps over time', () => {
    const steps = [10, 50].map((setWeight) => ({ setWeight, pauseSeconds: 20_000 }));
    const delivery = { strategy: 'argoRollouts', version: 'new', startSeconds: 20_000, steps };
    const { trace } = traceRun(
      accept({
        components: [users, { id: 'router', kind: 'router', to: ways, delivery }, server('old'), server('new')],
        run: { durationSeconds: 80_000, replications: 1 },
      }),
    );
    [0, 0.1, 0.5, 1].forEach((share, i) => {
      const within = trace.visits.filter(({ enqueuedAt }) => Math.floor(enqueuedAt / 20_000) === i);
      const got = within.filter(({ station }) => station === 'new').length / 20_000;
      // Four standard deviations of a binomial share.
      expect(Math.abs(got - share)).toBeLessThanOrEqual(4 * Math.sqrt((share * (1 - share)) / 20_000));
    });
  });

  test('gives a canary its share of random requests', () => {
    const delivery = {
      ...{ strategy: 'argoRollouts', version: 'new', startSeconds: 0 },
      steps: [{ setWeight: 30, pauseSeconds: 20_000 }],
    };
    const { components } = run(
      [users, { id: 'router', kind: 'router', to: ways, delivery }, server('old'), server('new')],
      { durationSeconds: 10_000 },
    );
    const share = components['new']!.arrivals / 10_000;
    // Four standard deviations of a binomial share.
    expect(Math.abs(share - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / 10_000));
  });

  test('that is sticky needs keys at its sources, and a delivery a version that it leads to', () => {
    const refused = (component: object, source: object = users) => {
      const parsed = parseScenario({
        components: [source, { id: 'router', kind: 'router', to: ways, ...component }, server('old'), server('new')],
        run: { durationSeconds: 1000 },
      });
      return parsed.ok ? [] : parsed.problems.map(({ path, fix }) => `${path}: ${fix}`);
    };
    expect(refused({ sticky: true })).toEqual([
      'components[0].keys: Add for example "keys": { "count": 10000, "zipfExponent": 0 } to the source, or set "sticky" to false.',
    ]);
    expect(refused({ delivery: { strategy: 'blueGreen', version: 'other' } })).toEqual([
      'components[1].delivery.version: Add the new version to "to", with weight 0 if it starts with nothing.',
    ]);
    expect(refused({ to: undefined })).toEqual([
      'components[1].to: Add for example "to": [{ "id": "old", "weight": 95 }, { "id": "new", "weight": 5 }], or remove the router.',
    ]);
    expect(refused({ to: [{ id: 'new', weight: 1 }], delivery: { strategy: 'blueGreen', version: 'new' } })).toEqual([
      'components[1].to: Give another component of "to" a weight above 0.',
    ]);
    expect(
      refused({ delivery: { strategy: 'flagger', version: 'new', startSeconds: 100, rollbackSeconds: 99 } }),
    ).toEqual([
      'components[1].delivery.rollbackSeconds: Raise rollbackSeconds, lower startSeconds, or remove one of them.',
    ]);
    expect(
      refused({ sticky: true }, { id: 'rows', kind: 'dataset', everySeconds: 100, rows: 10, to: 'router' }),
    ).toContain('components[1].sticky: Set "sticky" to false.');
    expect(refused({ delivery: { strategy: 'blueGreen', version: 'new', startSeconds: 1000 } })).toEqual([
      'components[1].delivery.startSeconds: Start earlier, run longer, or leave "delivery" out.',
    ]);
    expect(
      refused({ delivery: { strategy: 'blueGreen', version: 'new', startSeconds: 100, rollbackSeconds: 200 } }),
    ).toEqual([
      'components[1].delivery.rollbackSeconds: Roll back at most scaleDownDelaySeconds after startSeconds, or raise scaleDownDelaySeconds.',
    ]);
  });
});

describe('a shadow', () => {
  const shadowed = (percentage: number) =>
    run([
      { ...users, to: 'shadow' },
      { id: 'shadow', kind: 'shadow', mirror: { to: 'new', percentage }, to: 'old' },
      server('old'),
      { ...server('new'), replicas: 1, serviceTime: { distribution: 'deterministic', meanSeconds: 5 } },
    ]);

  test('copies the traffic out of the critical path: the answers are as without it, however slow the copy is', () => {
    const without = run([{ ...users, to: 'old' }, server('old')]);
    const all = shadowed(100);
    expect(all.sojournTimeSeconds).toEqual(without.sojournTimeSeconds);
    expect(all.requests).toEqual(without.requests);
    expect(all.components['new']!.arrivals).toBe(1000);
  });

  test('copies the share that it is told', () => {
    const { components } = shadowed(25);
    const share = components['new']!.arrivals / 1000;
    expect(Math.abs(share - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / 1000));
    expect(components['shadow']!.mirroredFraction).toBe(share);
  });

  test('is told where its copies go', () => {
    const parsed = parseScenario({
      components: [{ ...users, to: 'shadow' }, { id: 'shadow', kind: 'shadow', to: 'old' }, server('old')],
      run: { durationSeconds: 1000 },
    });
    expect(parsed.ok ? [] : parsed.problems.map(({ path, fix }) => `${path}: ${fix}`)).toEqual([
      'components[1].mirror: Add for example "mirror": { "to": "candidate", "percentage": 100 }, or remove the shadow.',
    ]);
  });
});
