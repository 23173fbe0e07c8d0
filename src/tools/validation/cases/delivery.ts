import { mmc } from '../../../../widgets/engines/simulator/theory/index.ts';
import type { Figure, ValidationCase } from '../case.ts';
import { busyShare, meanWait, ofSystem, wait95 } from '../figures.ts';
import { exponential, poisson } from '../laws.ts';

const statistics = (
  name: string,
  title: string,
  mechanisms: string[],
  source: string,
  scenario: unknown,
  figures: readonly Figure[],
): ValidationCase => ({
  ...{ name, group: 'Progressive delivery', title, mechanisms, source },
  check: { kind: 'statistics', scenario, figures },
});

const server = (id: string, meanSeconds: number) => ({
  ...{ id, kind: 'modelServer', serviceTime: exponential(meanSeconds) },
});

/** Ten requests a second among three versions. */
const versions = (router: object, durationSeconds: number, warmUpSeconds: number) => ({
  components: [
    { id: 'users', kind: 'traffic', arrivals: poisson(10), keys: { count: 1_000_000, zipfExponent: 0 }, to: 'router' },
    { id: 'router', kind: 'router', ...router },
    server('old', 0.1),
    server('older', 0.2),
    server('new', 0.15),
  ],
  run: { durationSeconds, warmUpSeconds, replications: 20 },
});
const to = (old: number, older: number, fresh: number) => [
  { id: 'old', weight: old },
  { id: 'older', weight: older },
  { id: 'new', weight: fresh },
];

const share = (expected: number, id: string): Figure =>
  ofSystem(
    `share of ${id}`,
    '',
    'mean',
    expected,
    ({ components }) => components[id]!.arrivals / components['router']!.arrivals,
  );

/** 10 % for 5,000 s, 30 % for 5,000 s, then all for 10,000 s. */
const steps = [10, 30].map((setWeight) => ({ setWeight, pauseSeconds: 5000 }));
const MEAN_SHARE = (0.1 * 5000 + 0.3 * 5000 + 10_000) / 20_000;

/** Requests of a second each to ten replicas; new replicas take until the end of the run. */
const updating = (ratePerSecond: number, rollingUpdate: object) => {
  const coldStart = { distribution: 'deterministic', meanSeconds: 60_000 };
  return {
    components: [
      { id: 'users', kind: 'traffic', arrivals: poisson(ratePerSecond), to: 'model' },
      {
        ...{ id: 'model', kind: 'modelServer', replicas: 10, serviceTime: exponential(1) },
        rollingUpdate: { startSeconds: 0, ...rollingUpdate, coldStart },
      },
    ],
    run: { durationSeconds: 60_000, warmUpSeconds: 1000, replications: 20 },
  };
};
const waits = (ratePerSecond: number, servers: number) => {
  const theory = mmc(ratePerSecond, 1, servers);
  return [
    meanWait(theory.meanWaitingSeconds),
    wait95(theory.waitingQuantile(0.95)),
    busyShare(ratePerSecond / servers),
  ];
};

export const deliveryCases: readonly ValidationCase[] = [
  statistics(
    'router-split',
    'Requests shared out among three versions by weights',
    ['router'],
    'A Poisson process whose points are dealt out at random gives Poisson processes: each version is an M/M/1 queue (Kingman, Poisson Processes, section 5.1)',
    versions({ to: to(5, 3, 2) }, 50_000, 500),
    [
      ...(['old', 'older', 'new'] as const).map((id, i) => share([0.5, 0.3, 0.2][i]!, id)),
      ...[['old', 5, 0.1] as const, ['older', 3, 0.2] as const, ['new', 2, 0.15] as const].map(
        ([id, rate, meanSeconds]) => meanWait(mmc(rate, meanSeconds, 1).meanWaitingSeconds, id),
      ),
    ],
  ),
  statistics(
    'canary-shares',
    'A canary in steps: what each version gets in the whole run',
    ['router', 'delivery', 'argoRollouts'],
    'The average of the weights over time; the old versions share the rest 3 to 1',
    versions({ to: to(3, 1, 0), delivery: { strategy: 'argoRollouts', version: 'new', steps } }, 20_000, 0),
    [
      ofSystem(
        'share of the new version',
        '',
        'mean',
        MEAN_SHARE,
        (result) => result.components['router']!.versionShare,
      ),
      share(((1 - MEAN_SHARE) * 3) / 4, 'old'),
      share((1 - MEAN_SHARE) / 4, 'older'),
    ],
  ),
  statistics(
    'mirror-load',
    'A quarter of the requests copied to another server',
    ['shadow', 'mirror'],
    'The copies are a Poisson process of a quarter of the rate: an M/M/1 queue',
    {
      components: [
        { id: 'users', kind: 'traffic', arrivals: poisson(20), to: 'shadow' },
        { id: 'shadow', kind: 'shadow', mirror: { to: 'copies', percentage: 25 }, to: 'model' },
        { ...server('model', 0.1), replicas: 4 },
        server('copies', 0.1),
      ],
      run: { durationSeconds: 20_000, warmUpSeconds: 500, replications: 20 },
    },
    [
      ofSystem('share copied', '', 'mean', 0.25, (result) => result.components['shadow']!.mirroredFraction),
      meanWait(mmc(5, 0.1, 1).meanWaitingSeconds, 'copies'),
      busyShare(0.5, 'copies'),
      meanWait(mmc(20, 0.1, 4).meanWaitingSeconds),
    ],
  ),
  statistics(
    'update-without-surge',
    'While five of ten replicas are replaced, none on top',
    ['modelServer', 'rollingUpdate'],
    'Until the new replicas are ready, five are left: M/M/5 (Erlang C)',
    updating(4, { maxSurge: 0, maxUnavailable: 0.5 }),
    waits(4, 5),
  ),
  statistics(
    'update-with-surge',
    'While five of ten replicas are replaced, five on top and none missing',
    ['modelServer', 'rollingUpdate'],
    'No replica goes before a new one is ready: M/M/10 as before (Erlang C)',
    updating(8, { maxSurge: 0.5, maxUnavailable: 0 }),
    waits(8, 10),
  ),
];
