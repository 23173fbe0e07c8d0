import { oneStation, type TraceValue, type ValidationCase } from '../case.ts';
import { exponential, poisson } from '../laws.ts';
import { recordRun, type Visit, VisitRecorder } from '../recorded-run.ts';

/** Arrivals and services as simulated; when each request starts is worked out again by recursion. Half a nanosecond is far above the rounding of sums. */
const CLOSE_SECONDS = 0.5e-9;

function visitsOf(servers: number, serviceTime: object): readonly Visit[] {
  const scenario = oneStation({
    arrivals: poisson(8 * servers),
    server: { replicas: servers, serviceTime },
    run: { durationSeconds: 2000 / servers, replications: 1 },
  });
  return recordRun(scenario, new VisitRecorder()).visits;
}

function compare(visits: readonly Visit[], startOf: (visit: Visit) => number): TraceValue[] {
  return visits.map((visit) => {
    const start = startOf(visit);
    const expected = Math.abs(start - visit.startedAt) < CLOSE_SECONDS ? visit.startedAt : start;
    return { label: `start of request ${visit.serial}`, expected, simulated: visit.startedAt };
  });
}

/** Who is still in service when the run ends keeps the server busy to the end. */
const serviceOf = (visit: Visit) => (Number.isNaN(visit.leftAt) ? Infinity : visit.leftAt - visit.startedAt);

function lindley(): TraceValue[] {
  let freeAt = 0;
  return compare(visitsOf(1, exponential(0.1)), (visit) => {
    const start = Math.max(visit.enqueuedAt, freeAt);
    freeAt = start + serviceOf(visit);
    return start;
  });
}

function kieferWolfowitz(): TraceValue[] {
  const freeAt = [0, 0, 0, 0];
  return compare(visitsOf(4, { distribution: 'lognormal', meanSeconds: 0.1, cv: 1.5 }), (visit) => {
    freeAt.sort((a, b) => a - b);
    const start = Math.max(visit.enqueuedAt, freeAt[0]!);
    freeAt[0] = start + serviceOf(visit);
    return start;
  });
}

export const requestByRequestCases: readonly ValidationCase[] = [
  {
    name: 'lindley',
    group: 'Queues',
    title: 'One server, start of every request by Lindley’s recursion',
    mechanisms: ['modelServer', 'fifo'],
    source: 'Lindley 1952',
    check: { kind: 'trace', values: lindley },
  },
  {
    name: 'kiefer-wolfowitz',
    group: 'Queues',
    title: 'Four servers, start of every request by the recursion of Kiefer and Wolfowitz',
    mechanisms: ['modelServer', 'fifo', 'lognormal'],
    source: 'Kiefer and Wolfowitz 1955',
    check: { kind: 'trace', values: kieferWolfowitz },
  },
];
