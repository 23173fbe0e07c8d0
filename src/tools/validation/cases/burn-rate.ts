import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { type BurnRule, WORKBOOK_RULES } from '../../../../widgets/engines/simulator/slo/burn-rate.ts';
import { burnDetectionSeconds, burnResetSeconds } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, type TraceValue, type ValidationCase } from '../case.ts';

const TARGET = 0.999;
const HOUR = 3600;
/** Errors begin when the longest window is full, and last until the slower rule has seen them. */
const BEGIN = 6 * HOUR;
const LASTING = 3 * HOUR;
const RULES: readonly BurnRule[] = WORKBOOK_RULES.slice(0, 2);

/** Requests in turn to so many replicas, one of which is down and nobody notices: every second exactly one of them fails. */
function oneIn(replicas: number) {
  return simulate(
    accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 1 / replicas }, to: 'model' },
        { id: 'model', kind: 'modelServer', replicas, queues: 'perReplica', serviceTime: { distribution: 'deterministic', meanSeconds: 0.5 } },
      ],
      faults: [
        {
          ...{ scope: 'instance', component: 'model', replica: 1, detectionSeconds: 1e6 },
          outages: { law: 'scheduled', atSeconds: BEGIN, durationSeconds: LASTING },
        },
      ],
      slos: [{ target: TARGET, intervalSeconds: 1, alerts: RULES }],
      run: { durationSeconds: BEGIN + LASTING + HOUR, replications: 1 },
    }),
  ).slos![0]!;
} // biome-ignore format: a table

/** Minutes, by one error in so many: until the alert, and until it is off again; for the rule of 1 h and that of 6 h. */
const MINUTES: readonly (readonly [number, readonly (readonly [number, number])[]])[] = [
  [10, [[8.64, 4.28], [21.6, 28.2]]],
  [20, [[17.28, 3.56], [43.2, 26.4]]],
  [50, [[43.2, 1.4], [108, 21]]],
]; // biome-ignore format: a table

function valuesOf(replicas: number, minutes: readonly (readonly [number, number])[]): TraceValue[] {
  const { alerts } = oneIn(replicas);
  return minutes.flatMap(([on, off], i) => {
    const rule = RULES[i]!;
    const label = `${100 / replicas} % errors, ${rule.longSeconds / HOUR} h rule`;
    const [firing] = alerts[i]!.firings;
    const minutesOf = (seconds: number) => Number((seconds / 60).toFixed(9));
    return [
      { label: `${label}: minutes until on`, expected: on, simulated: minutesOf(burnDetectionSeconds(rule, TARGET, 1 / replicas)) },
      { label: `${label}: first whole second on`, expected: Math.floor(on * 60 + 1e-6) + 1, simulated: firing![0] - BEGIN },
      { label: `${label}: minutes until off`, expected: off, simulated: minutesOf(burnResetSeconds(rule, TARGET, 1 / replicas)) },
      { label: `${label}: first whole second off`, expected: Math.ceil(off * 60 - 1e-6), simulated: firing![1]! - BEGIN - LASTING },
    ];
  });
} // biome-ignore format: a table

export const burnRateCases: readonly ValidationCase[] = MINUTES.map(([replicas, minutes]) => ({
  name: `burn-rate-${100 / replicas}-percent`,
  group: 'Failures and error budgets',
  title: `Alerts on the burn of an error budget, ${100 / replicas} % errors against 99.9 %`,
  mechanisms: ['slos', 'faults', 'instance', 'scheduled'],
  source: 'Google SRE workbook, chapter 5: detection and reset times of multiwindow, multi-burn-rate alerts.',
  check: { kind: 'trace', values: () => valuesOf(replicas, minutes) },
}));
