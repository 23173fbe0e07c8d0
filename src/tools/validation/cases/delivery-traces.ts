import { weightChanges } from '../../../../widgets/engines/simulator/delivery/schema.ts';
import type { SimulationResult } from '../../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { promotionSeconds, rollingUpdateReplicas } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, type TraceValue, type ValidationCase } from '../case.ts';
import { constant, exponential, poisson } from '../laws.ts';
import { recordRun, VisitRecorder } from '../recorded-run.ts';

const GROUP = 'Progressive delivery';
const VERSION = { version: 'new', startSeconds: 100 };

const weightsOf = (delivery: object): string =>
  weightChanges({ ...VERSION, ...delivery } as Parameters<typeof weightChanges>[0])
    .map(({ atSeconds, share }) => `${atSeconds} s: ${Number((100 * share).toFixed(9))} %`)
    .join(', ');

const flagger = (intervalSeconds: number, stepWeight: number, maxWeight: number) => ({
  ...{ strategy: 'flagger' as const, intervalSeconds, stepWeight, maxWeight },
});
const steps = [
  { setWeight: 10, pauseSeconds: 60 },
  { setWeight: 50, pauseSeconds: 120 },
];

function promotionOf(intervalSeconds: number, stepWeight: number, maxWeight: number): TraceValue {
  const changes = weightChanges({ ...VERSION, ...flagger(intervalSeconds, stepWeight, maxWeight) });
  return {
    label: `promoted after (s), ${stepWeight} % at a time to ${maxWeight} %`,
    expected: promotionSeconds(intervalSeconds, stepWeight, maxWeight),
    simulated: changes.at(-1)!.atSeconds - VERSION.startSeconds,
  };
}

function weights(): TraceValue[] {
  return [
    {
      label: 'Argo Rollouts',
      expected: '100 s: 10 %, 160 s: 50 %, 280 s: 100 %',
      simulated: weightsOf({ strategy: 'argoRollouts', steps }),
    },
    {
      label: 'Argo Rollouts, rolled back',
      expected: '100 s: 10 %, 160 s: 50 %, 200 s: 0 %',
      simulated: weightsOf({ strategy: 'argoRollouts', steps, rollbackSeconds: 200 }),
    },
    {
      // The last step is not cut at the largest share.
      label: 'Flagger',
      expected: '100 s: 20 %, 160 s: 40 %, 220 s: 60 %, 280 s: 100 %',
      simulated: weightsOf(flagger(60, 20, 50)),
    },
    promotionOf(60, 20, 50),
    promotionOf(60, 10, 50),
    // The example of the documentation: 25 minutes.
    promotionOf(60, 2, 50),
  ];
}

const ways = [
  { id: 'old', weight: 1 },
  { id: 'new', weight: 0 },
];
const everySecond = { process: 'deterministic', periodSeconds: 1 };
const server = (id: string, keys: object = {}) => ({
  ...{ id, kind: 'modelServer', replicas: 2, serviceTime: constant(0.1), ...keys },
});

/** One request each second, at 0, 1, … 999 s. */
const routed = (router: object, source: object = {}, more: readonly object[] = []) => ({
  components: [
    { id: 'users', kind: 'traffic', arrivals: everySecond, ...source, to: 'router' },
    { id: 'router', kind: 'router', to: ways, ...router },
    server('old'),
    server('new'),
    ...more,
  ],
  run: { durationSeconds: 1000, replications: 1 },
});

/** First and last request of each stretch that the new version served. */
function servedByNew(delivery: object): string {
  const { visits } = recordRun(routed({ delivery: { ...VERSION, ...delivery } }), new VisitRecorder('new'));
  return `${visits.length} requests from ${visits[0]!.enqueuedAt} s to ${visits.at(-1)!.enqueuedAt} s`;
}

function switches(): TraceValue[] {
  const blueGreen = { strategy: 'blueGreen', startSeconds: 400 };
  return [
    {
      // The switch comes before a request of the same instant.
      label: 'new version, switched to at 400 s',
      expected: '600 requests from 400 s to 999 s',
      simulated: servedByNew(blueGreen),
    },
    {
      label: 'new version, switched back at 430 s',
      expected: '30 requests from 400 s to 429 s',
      simulated: servedByNew({ ...blueGreen, rollbackSeconds: 430 }),
    },
  ];
}

/** Users who change their version while its share grows from 10 to 90 %, of 200 with 20,000 requests between them. */
function stickiness(): TraceValue[] {
  const grow = [10, 30, 50, 70, 90].map((setWeight) => ({ setWeight, pauseSeconds: 200 }));
  const to = [...ways, { id: 'older', weight: 2 }];
  const source = { arrivals: { process: 'deterministic', periodSeconds: 0.05 }, keys: { count: 200, zipfExponent: 0 } };
  const delivery = { ...VERSION, strategy: 'argoRollouts', startSeconds: 0, steps: grow };
  const scenario = routed({ sticky: true, to, delivery }, source, [server('older')]);
  const courses = new Map<number, string[]>();
  for (const version of ['old', 'new', 'older'])
    recordRun(
      scenario,
      new (class extends VisitRecorder {
        override started(...[model, station, request]: Parameters<VisitRecorder['started']>): void {
          if (station.id !== version) return;
          const key = model.requests.key[request]!;
          courses.set(key, [...(courses.get(key) ?? []), `${model.now.toFixed(3).padStart(9)} ${version}`]);
        }
      })(version),
    );
  const changes = [...courses.values()].flatMap((course) => {
    const versions = course.sort().map((each) => each.slice(10));
    return versions.flatMap((version, i) =>
      i > 0 && versions[i - 1] !== version ? [[versions[i - 1]!, version]] : [],
    );
  });
  return [
    { label: 'users who came', expected: 200, simulated: courses.size },
    {
      label: 'users who went back to an old version',
      expected: 0,
      simulated: changes.filter(([from]) => from === 'new').length,
    },
    {
      label: 'users who changed from one old version to another',
      expected: 0,
      simulated: changes.filter(([from, into]) => from !== 'new' && into !== 'new').length,
    },
    {
      label: 'times at which somebody changed, in one run',
      expected: 'some',
      simulated: changes.length > 0 ? 'some' : 'none',
    },
  ];
}

/** What users see of a server at 90 % load, with a slow version that gets copies of everything and without. */
function mirror(): TraceValue[] {
  const users = { id: 'users', kind: 'traffic', arrivals: poisson(9), to: 'shadow' };
  const model = server('model', { replicas: 1, serviceTime: exponential(0.1) });
  const run = { durationSeconds: 2000, warmUpSeconds: 100, replications: 2 };
  const seen = ({ requests, sojournTimeSeconds, components }: SimulationResult) => {
    const { arrivals, completed, waitingTimeSeconds, queueLength } = components['model']!;
    return JSON.stringify({ requests, sojournTimeSeconds, arrivals, completed, waitingTimeSeconds, queueLength });
  };
  const copies = server('copies', { replicas: 1, serviceTime: exponential(0.5), queueCapacity: 10 });
  const shadow = { id: 'shadow', kind: 'shadow', mirror: { to: 'copies', percentage: 100 }, to: 'model' };
  const without = simulate(accept({ components: [{ ...users, to: 'model' }, model], run }));
  const mirrored = simulate(accept({ components: [users, shadow, model, copies], run }));
  const { arrivals = 0, rejectedFraction } = mirrored.components['copies']!;
  return [
    {
      label: 'results of the users and of the server, to the last bit',
      expected: 'the same',
      simulated: seen(mirrored) === seen(without) ? 'the same' : 'others',
    },
    { label: 'copies', expected: mirrored.components['model']!.arrivals, simulated: arrivals },
    {
      label: 'copies that the slow version turns away',
      expected: 'most',
      simulated: rejectedFraction! > 0.5 ? 'most' : `${rejectedFraction}`,
    },
  ];
}

/** A request each second to `replicas` that are replaced from 100 s on; new ones are ready after 20 s. */
function updated(replicas: number, rollingUpdate: object, scenario: object = {}): SimulationResult {
  const update = { startSeconds: 100, coldStart: constant(20), ...rollingUpdate };
  return simulate(
    accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: everySecond, to: 'model' },
        server('model', { replicas, rollingUpdate: update }),
      ],
      run: { durationSeconds: 1000, replications: 1 },
      ...scenario,
    }),
  );
}

function describeUpdate(result: SimulationResult): string {
  const { replicas, rollingUpdate } = result.components['model']!;
  const changes = replicas!.changes.map(([at, count]) => `${count} at ${at} s`).join(', ');
  return `${changes}; ${rollingUpdate!.leastReady} ready at the least; ${rollingUpdate!.seconds} s`;
}

function boundsOf(replicas: number, maxSurge: number, maxUnavailable: number): TraceValue {
  const { most, leastReady } = rollingUpdateReplicas(replicas, maxSurge, maxUnavailable);
  const { rollingUpdate } = updated(replicas, { maxSurge, maxUnavailable }).components['model']!;
  return {
    label: `${replicas} replicas, ${maxSurge} on top, ${maxUnavailable} missing`,
    expected: `${most} at the most, ${leastReady} ready at the least`,
    simulated: `${rollingUpdate!.mostReplicas} at the most, ${rollingUpdate!.leastReady} ready at the least`,
  };
}

function rollingUpdates(): TraceValue[] {
  const oneDown = {
    ...{ scope: 'instance', component: 'model', replica: 3 },
    outages: { law: 'scheduled', atSeconds: 50, durationSeconds: 100 },
  };
  return [
    {
      // 3 on top and 2 missing: 8 old and 5 new at 100 s; 5 ready at 120 s, so 3 old and 10 new; the last old ones go at 140 s.
      label: 'ten replicas, a quarter at a time',
      expected: '10 at 0 s, 13 at 100 s, 13 at 120 s, 10 at 140 s; 8 ready at the least; 40 s',
      simulated: describeUpdate(updated(10, {})),
    },
    {
      // One after another: each new one is ready before an old one goes.
      label: 'three replicas, none missing',
      expected: '3 at 0 s, 4 at 100 s, 4 at 120 s, 4 at 140 s, 3 at 160 s; 3 ready at the least; 60 s',
      simulated: describeUpdate(updated(3, { maxUnavailable: 0 })),
    },
    {
      label: 'three replicas, none on top',
      expected: '3 at 0 s, 3 at 100 s, 3 at 120 s, 3 at 140 s; 2 ready at the least; 60 s',
      simulated: describeUpdate(updated(3, { maxSurge: 0, maxUnavailable: 0.34 })),
    },
    {
      // The one that is down goes first; its slot is down until 150 s, and with it the new one there. The last new one is ready at 160 s.
      label: 'four replicas, one of them down',
      expected: '4 at 0 s, 5 at 100 s, 5 at 120 s, 5 at 140 s, 4 at 150 s; 3 ready at the least; 60 s',
      simulated: describeUpdate(updated(4, {}, { faults: [oneDown] })),
    },
    ...[1, 4, 7, 10, 20].flatMap((replicas) => [
      boundsOf(replicas, 0.25, 0.25),
      boundsOf(replicas, 0, 0.25),
      boundsOf(replicas, 0.5, 0),
    ]),
    {
      label: 'requests of 1,000 that are not answered',
      expected: 0,
      simulated: 1000 - updated(10, {}).requests.completed,
    },
    {
      // A request that comes at 101 s waits for the new replicas of 120 s.
      label: 'longest sojourn (s), all missing at once',
      expected: 19.1,
      simulated: Number(updated(10, { maxSurge: 0, maxUnavailable: 1 }).sojournTimeSeconds.max!.toFixed(9)),
    },
  ];
}

const trace = (
  name: string,
  title: string,
  mechanisms: string[],
  source: string,
  values: () => TraceValue[],
): ValidationCase => ({ name, group: GROUP, title, mechanisms, source, check: { kind: 'trace', values } });

export const deliveryTraceCases: readonly ValidationCase[] = [
  trace(
    'delivery-weights',
    'The share of a new version over time',
    ['router', 'delivery', 'argoRollouts', 'flagger'],
    'Argo Rollouts, canary steps; Flagger, scheduler.go and deployment-strategies.md: rules worked out by hand, and interval · maxWeight / stepWeight',
    weights,
  ),
  trace(
    'blue-green-switch',
    'The switch to a new version, and back',
    ['router', 'delivery', 'blueGreen'],
    'Argo Rollouts, blue/green: everything at one instant, worked out by hand',
    switches,
  ),
  trace(
    'sticky-canary',
    'Users who stay with their version while it spreads',
    ['router', 'sticky'],
    'Assignment by hash: while the share grows nobody may leave the new version, nor change between the old ones',
    stickiness,
  ),
  trace(
    'mirror-unseen',
    'Copies of all requests to a slow version',
    ['shadow', 'mirror'],
    'Istio, mirroring: copies are out of the critical path, so users see the same results to the last bit',
    mirror,
  ),
  trace(
    'rolling-updates',
    'Replicas that are replaced a few at a time',
    ['modelServer', 'rollingUpdate'],
    'Kubernetes, pkg/controller/deployment: rolling.go and ResolveFenceposts, worked out by hand',
    rollingUpdates,
  ),
];
