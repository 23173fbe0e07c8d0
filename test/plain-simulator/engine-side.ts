import type { Scenario } from '../../widgets/engines/simulator/scenario.ts';
import { accept } from '../engines/simulator/accept.ts';
import { traceRun } from '../engines/simulator/trace.ts';
import type { PlainRequest } from './station.ts';

/** What both simulators say of a request, in microseconds, by order of arrival. */
export type Served = readonly [arrivedAt: number, startedAt: number, leftAt: number];

const MICROSECONDS = 1e6;

/** One model server with arrivals at given microseconds, or what a balancer in front of it adds. */
export function scenarioAt(timesMicroseconds: readonly number[], server: object, balancer?: object): Scenario {
  const to = balancer ? 'balancer' : 'model';
  return accept({
    components: [
      {
        id: 'users',
        kind: 'traffic',
        arrivals: { process: 'trace', timesSeconds: timesMicroseconds.map((time) => time / MICROSECONDS) },
        to,
      },
      ...(balancer ? [{ id: 'balancer', kind: 'loadBalancer', ...balancer, to: 'model' }] : []),
      { id: 'model', kind: 'modelServer', ...server },
    ],
    run: { seed: 1, durationSeconds: 10_000, replications: 1 },
  });
}

/** The engine's visits to the model server. */
export function servedByEngine(scenario: Scenario): Served[] {
  const { visits } = traceRun(scenario).trace;
  return visits
    .filter((visit) => visit.station === 'model')
    .sort((a, b) => a.serial - b.serial)
    .map(({ enqueuedAt, startedAt, leftAt }) => [
      Math.round(enqueuedAt * MICROSECONDS),
      Math.round(startedAt * MICROSECONDS),
      Math.round(leftAt * MICROSECONDS),
    ]);
}

export function servedPlainly(requests: readonly PlainRequest[]): Served[] {
  return requests.map(({ arrivedAt, startedAt, leftAt }) => [arrivedAt, startedAt, leftAt]);
}
