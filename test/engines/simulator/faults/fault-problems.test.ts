import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { formatProblem } from '../../../../widgets/kit/problem.ts';
import { accept } from '../accept.ts';

type Loose = Readonly<Record<string, unknown>>;

const outages = { law: 'scheduled', atSeconds: 10, durationSeconds: 5 };
const components = [
  { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 1 }, to: 'gateway' },
  { id: 'gateway', kind: 'gateway', to: 'model' },
  {
    ...{ id: 'model', kind: 'modelServer', replicas: 3 },
    serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
  },
];
const scenario = (keys: Loose) => ({ components, run: { durationSeconds: 100, replications: 1 }, ...keys });

function problemsOf(keys: Loose): string {
  const parsed = parseScenario(scenario(keys));
  return parsed.ok ? 'accepted' : parsed.problems.map(formatProblem).join('\n');
}
const refusal = (fault: Loose) => problemsOf({ faults: [{ outages, ...fault }] });

describe('faults that contradict the scenario are refused', () => {
  test('of a component that is not there', () => {
    expect(refusal({ scope: 'instance', component: 'modle' })).toMatchInlineSnapshot(
      `"faults[0].component: expected the id of a component, found "modle". Did you mean "model"?"`,
    );
    expect(refusal({ scope: 'dependency', component: 'database' })).toMatchInlineSnapshot(
      `"faults[0].component: expected the id of a component, found "database". Use one of users, gateway, model."`,
    );
  });

  test('of who asks', () => {
    expect(refusal({ scope: 'dependency', component: 'users' })).toMatchInlineSnapshot(
      `"faults[0].component: expected a component that takes requests, found "users" of the kind traffic. Who asks does not fail here: name what serves the requests."`,
    );
  });

  test('of parts that a component does not have', () => {
    expect(refusal({ scope: 'instance', component: 'gateway' })).toMatchInlineSnapshot(
      `"faults[0].component: expected a component with replicas, workers or consumers, found "gateway" of the kind gateway. It goes down only as a whole: use the scope "dependency", or "zone" with the zone of its place."`,
    );
    expect(refusal({ scope: 'instance', component: 'model', replica: 3 })).toMatchInlineSnapshot(
      `"faults[0].replica: expected a number below 3, because "model" has 3, found 3. Lower it, or add replicas."`,
    );
    expect(refusal({ scope: 'zone', component: 'model', zones: 4 })).toMatchInlineSnapshot(
      `"faults[0].zones: expected at most 3, because "model" has 3, found 4. Lower it, or add replicas."`,
    );
    expect(refusal({ scope: 'node', component: 'model' })).toMatchInlineSnapshot(
      `"faults[0].replicasPerNode: expected how many replicas stand on a node, found nothing. Add it, or give the component autoscaling.nodes."`,
    );
  });

  test('of zones and regions where nothing stands', () => {
    expect(refusal({ scope: 'zone', zone: 'clout' })).toMatchInlineSnapshot(
      `"faults[0].zone: expected a zone in which a component stands, found "clout". Did you mean "cloud"?"`,
    );
    expect(refusal({ scope: 'region', region: 'eu-1' })).toMatchInlineSnapshot(
      `"faults[0].region: expected a region in which a component stands, found "eu-1". Use one of cloud, or name the region in "places"."`,
    );
    expect(refusal({ scope: 'zone' })).toMatchInlineSnapshot(
      `"faults[0].zone: expected either "zone" or "component", found nothing. Name the zone that goes down, or the component that stands in several."`,
    );
    expect(refusal({ scope: 'zone', zone: 'cloud', zones: 2 })).toMatchInlineSnapshot(
      `"faults[0].zones: expected the number of zones of a component, found 2. Give "zones" together with "component", and only then."`,
    );
  });

  test('of no duration, of a law or a scope that there is not', () => {
    expect(
      refusal({ scope: 'dependency', component: 'model', outages: { ...outages, durationSeconds: 0 } }),
    ).toMatchInlineSnapshot(
      `"faults[0].outages.durationSeconds: expected at least 0.001, found 0. Use 0.001 or more."`,
    );
    expect(
      refusal({ scope: 'dependency', component: 'model', outages: { law: 'weibull', scale: 1 } }),
    ).toMatchInlineSnapshot(
      `"faults[0].outages.law: expected one of exponential, scheduled, deterministic, found "weibull". Use one of exponential, scheduled, deterministic."`,
    );
    expect(refusal({ scope: 'planet' })).toMatchInlineSnapshot(
      `"faults[0].scope: expected one of instance, node, zone, region, dependency, found "planet". Use one of instance, node, zone, region, dependency."`,
    );
  });

  test('and objectives may name what they do', () => {
    const objective = (metric: string) => ({ objectives: [{ metric, atLeast: 0.9 }] });
    const faults = [{ scope: 'instance', component: 'model', outages }];
    expect(problemsOf({ faults, ...objective('availability.components.model.upAtLeast.2') })).toBe('accepted');
    expect(problemsOf({ faults, ...objective('components.model.failed') })).toBe('accepted');
    expect(problemsOf(objective('availability.requestsAnswered'))).toBe('accepted');
    expect(problemsOf(objective('components.model.failed'))).toMatchInlineSnapshot(
      `"objectives[0].metric: expected the path of a number of the result, found "components.model.failed". Did you mean "components.model.completed"?"`,
    );
  });
});

describe('faults that are not wrong but say little are announced', () => {
  const warningsOf = (fault: Loose) =>
    simulate(
      accept(scenario({ faults: [{ scope: 'instance', component: 'model', outages, ...fault }] })),
    ).warnings.filter((warning) => warning.startsWith('faults'));

  test('when they begin after the end', () => {
    expect(warningsOf({ outages: { ...outages, atSeconds: 100 } })).toMatchInlineSnapshot(`
      [
        "faults[0] never happens: it begins at 100 s and the run ends at 100 s. Let it begin earlier, or lengthen the run.",
      ]
    `);
    expect(warningsOf({ outages: { law: 'deterministic', upSeconds: 3600, downSeconds: 1 } })[0]).toContain(
      'never happens',
    );
  });

  test('when too few outages are expected', () => {
    expect(warningsOf({ outages: { law: 'exponential', mtbfSeconds: 990, mttrSeconds: 10 } })).toMatchInlineSnapshot(`
      [
        "faults[0]: about 0.300 outages are expected in all replications together, too few to measure a share of time; the arithmetic beside it does not need them.",
      ]
    `);
  });

  test('when a component fetches its work itself', () => {
    const job = [
      { id: 'rows', kind: 'dataset', everySeconds: 10, rows: 20, to: 'job' },
      { id: 'job', kind: 'batchJob', chunkRows: 10, serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
    ];
    const result = simulate(
      accept(scenario({ components: job, faults: [{ scope: 'dependency', component: 'job', outages }] })),
    );
    expect(result.warnings.filter((warning) => warning.startsWith('faults'))).toMatchInlineSnapshot(`
      [
        "faults[0]: job goes on working: only what is sent to it fails.",
      ]
    `);
  });

  test('and nothing is said of the others', () => {
    expect(warningsOf({})).toEqual([]);
    expect(warningsOf({ outages: { law: 'exponential', mtbfSeconds: 9, mttrSeconds: 1 } })).toEqual([]);
  });
});

describe('objectives with an error budget that contradict themselves are refused', () => {
  const alert = { longSeconds: 3600, shortSeconds: 300, burnRate: 14.4 };

  test('for a target of all requests, and for windows that do not fit into each other', () => {
    expect(problemsOf({ slos: [{ target: 1 }] })).toMatchInlineSnapshot(
      `"slos[0].target: expected at most 0.9999999, found 1. Use 0.9999999 or less."`,
    );
    expect(problemsOf({ slos: [{ target: 0.99, alerts: [{ ...alert, shortSeconds: 7200 }] }] })).toMatchInlineSnapshot(
      `"slos[0].alerts[0].shortSeconds: expected a short window within the long one, found 7200. Exchange the two windows."`,
    );
    expect(problemsOf({ slos: [{ target: 0.99, windowSeconds: 600, alerts: [alert] }] })).toMatchInlineSnapshot(
      `"slos[0].alerts: expected long windows within the window of the objective, found a list of 1. Shorten them, or lengthen windowSeconds."`,
    );
    expect(problemsOf({ slos: [{ target: 0.99, intervalSeconds: 600, alerts: [alert] }] })).toMatchInlineSnapshot(
      `"slos[0].alerts: expected short windows of at least one interval, found a list of 1. Lengthen them, or shorten intervalSeconds."`,
    );
  });
});
