import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept, oneStation, type TraceValue, type ValidationCase } from '../case.ts';
import { constant } from '../laws.ts';

type Changes = readonly (readonly [seconds: number, replicas: number])[];

/** Every change of the number of replicas beside the expected ones; a change too many or too few differs as well. */
function compareChanges(expected: Changes, simulated: Changes, of = ''): TraceValue[] {
  const write = (change: readonly [number, number] | undefined) =>
    change ? `${change[1]} from ${change[0]} s` : 'no further change';
  return Array.from({ length: Math.max(expected.length, simulated.length) }, (_, i) => ({
    label: `${of}replicas, change ${i}`,
    expected: write(expected[i]),
    simulated: write(simulated[i]),
  }));
}

/** So many requests of one second at the beginning of every second: busy servers that do not depend on how many there are. */
function everySecond(seconds: number, count: (second: number) => number): number[] {
  return Array.from({ length: seconds }, (_, second) => Array<number>(count(second)).fill(second)).flat();
}

function changesOf(seconds: number, load: (second: number) => number, server: object, autoscaling: object): Changes {
  const scenario = oneStation({
    arrivals: { process: 'trace', timesSeconds: everySecond(seconds, load) },
    server: { serviceTime: constant(1), queueCapacity: 0, ...server, autoscaling },
    run: { durationSeconds: seconds, replications: 1 },
  });
  return simulate(accept(scenario)).components['model']!.replicas!.changes;
}

function hpaTrace(): TraceValue[] {
  const autoscaling = {
    policy: 'hpa',
    minReplicas: 2,
    maxReplicas: 20,
    targetCPUUtilizationPercentage: 50,
    reading: 'instant',
    coldStart: constant(30),
  };
  const load = (second: number) => (second >= 60 && second < 480 ? 6 : 1);
  const expected: Changes = [
    [0, 2],
    [60, 4],
    [90, 8],
    [120, 12],
    [765, 2],
  ];
  return compareChanges(expected, changesOf(1800, load, { replicas: 2 }, autoscaling));
}

/** The same with readings averaged over 15 s, worked by hand: load and readiness are seen one whole window later. */
function hpaDelayed(): TraceValue[] {
  const autoscaling = {
    policy: 'hpa',
    minReplicas: 2,
    maxReplicas: 20,
    targetCPUUtilizationPercentage: 50,
    coldStart: constant(30),
  };
  const load = (second: number) => (second >= 60 && second < 480 ? 6 : 1);
  const expected: Changes = [
    [0, 2],
    [75, 4],
    [120, 8],
    [165, 12],
    [780, 2],
  ];
  return compareChanges(expected, changesOf(1800, load, { replicas: 2 }, autoscaling));
}

function hpaPolicies(): TraceValue[] {
  const policies = [
    { type: 'Pods', value: 4, periodSeconds: 60 },
    { type: 'Percent', value: 10, periodSeconds: 60 },
  ];
  const autoscaling = {
    policy: 'hpa',
    minReplicas: 10,
    maxReplicas: 100,
    behavior: { scaleDown: { stabilizationWindowSeconds: 0, policies } },
  };
  const counts = [72, 64, 57, 51, 45, 40, 36, 32, 28, 24, 20, 16, 12, 10];
  const expected: Changes = [[0, 80], ...counts.map((count, i): [number, number] => [15 + 60 * i, count])];
  return compareChanges(
    expected,
    changesOf(1200, (second) => (second === 0 ? 1 : 0), { replicas: 80 }, autoscaling),
  );
}

function kpaTrace(): TraceValue[] {
  const autoscaling = {
    policy: 'kpa',
    minScale: 1,
    maxScale: 100,
    containerConcurrency: 10,
    reading: 'instant',
    coldStart: constant(4),
  };
  const load = (second: number) => (second >= 60 && second < 120 ? 50 : 5);
  const expected: Changes = [
    ...([[0, 1]] as const),
    ...([
      [60, 2],
      [62, 4],
      [64, 7],
      [66, 8],
    ] as const),
    ...([
      [128, 7],
      [130, 6],
      [140, 5],
      [150, 4],
      [158, 3],
      [168, 2],
      [178, 1],
    ] as const),
  ];
  return compareChanges(expected, changesOf(400, load, { concurrency: 100 }, autoscaling));
}

function kedaTrace(): TraceValue[] {
  return (
    [
      [260, 4],
      [230, 5],
    ] as const
  ).flatMap(([records, consumers]) => {
    const scenario = {
      components: [
        {
          id: 'events',
          kind: 'eventStream',
          arrivals: { process: 'trace', timesSeconds: Array.from({ length: records }, (_, i) => i / records) },
          to: 'log',
        },
        { id: 'log', kind: 'partitionedLog', partitions: 4, to: 'consumers' },
        {
          id: 'consumers',
          kind: 'streamProcessor',
          serviceTime: constant(1000),
          maxPollRecords: 1,
          autoscaling: { policy: 'keda', lagThreshold: 50, coldStart: constant(0) },
        },
      ],
      run: { durationSeconds: 100, replications: 1 },
    };
    const { changes } = simulate(accept(scenario)).components['consumers']!.replicas!;
    return compareChanges(
      [
        [0, 1],
        [15, consumers],
      ],
      changes,
      `lag ${records}: `,
    );
  });
}

/** Worked by hand from the alarms: 3 of 3 points above 300 a minute and instance, 15 of 15 below 270, new = ceil(current · metric / 300). */
function targetTrackingTrace(): TraceValue[] {
  const autoscaling = { policy: 'targetTracking', maxCapacity: 20, targetValue: 300, coldStart: constant(120) };
  // 10 a second are 600 a minute, 300 for each of two; 25 after 600 and up to 3600.
  const load = (second: number) => (second > 600 && second <= 3600 ? 25 : 10);
  const expected: Changes = [
    [0, 2],
    // Points at 660, 720 and 780: 750 each, ceil(2 · 750 / 300); ready at 900, on target.
    [780, 5],
    // Points from 3660 to 4500 are 120 each: ceil(5 · 120 / 300).
    [4500, 2],
  ];
  return compareChanges(expected, changesOf(7200, load, { replicas: 2, concurrency: 100 }, autoscaling));
}

const trace = (
  name: string,
  title: string,
  policy: string,
  source: string,
  values: () => readonly TraceValue[],
): ValidationCase => ({
  name,
  group: 'Scaling',
  title,
  mechanisms: ['autoscaling', policy],
  source,
  check: { kind: 'trace', values },
});

/** Controllers on scraped metrics, against traces worked by hand from their rules. */
export const autoscalingCases: readonly ValidationCase[] = [
  trace(
    'hpa-trace',
    'HPA at 50 %: load 1, 6, 1',
    'hpa',
    'Kubernetes, horizontal.go and replica_calculator.go: worked by hand from their rules',
    hpaTrace,
  ),
  trace(
    'hpa-delay',
    'HPA on averages of 15 s',
    'hpa',
    'Kubernetes, horizontal.go and replica_calculator.go: worked by hand from their rules',
    hpaDelayed,
  ),
  trace(
    'hpa-policies',
    'HPA from 80 to 10, 4 pods or 10 % a minute',
    'hpa',
    'Kubernetes docs, Horizontal Pod Autoscaling: the example of 80 replicas that shall be 10',
    hpaPolicies,
  ),
  trace(
    'kpa-trace',
    'KPA, target 7: concurrency 5, 50, 5',
    'kpa',
    'Knative, pkg/autoscaler/scaling/autoscaler.go: worked by hand from its rules',
    kpaTrace,
  ),
  trace(
    'keda-trace',
    'KEDA, threshold 50, 4 partitions',
    'keda',
    'KEDA 2.18, pkg/scalers/kafka_scaler.go: worked by hand from its whole-number division',
    kedaTrace,
  ),
  trace(
    'target-tracking-trace',
    'Target tracking at 300 invocations a minute',
    'targetTracking',
    'AWS Application Auto Scaling, target tracking: worked by hand from its alarms',
    targetTrackingTrace,
  ),
];
