import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept } from './case.ts';
import { recordRun, type Visit, VisitRecorder } from './recorded-run.ts';

export interface Stream {
  readonly arrivals: object;
  readonly processor: object;
  readonly source?: object;
  readonly log?: object;
  readonly partitions?: number;
  readonly durationSeconds?: number;
  readonly run?: object;
}

/** Events into a log into a stream processor called `consumers`. */
export const streamOf = ({
  arrivals,
  processor,
  source = {},
  log = {},
  partitions = 1,
  durationSeconds = 200,
  run = {},
}: Stream) => ({
  title: 'Validation',
  components: [
    { id: 'events', kind: 'eventStream', arrivals, ...source, to: 'log' },
    { id: 'log', kind: 'partitionedLog', partitions, ...log, to: 'consumers' },
    { id: 'consumers', kind: 'streamProcessor', ...processor },
  ],
  run: { durationSeconds, replications: 1, ...run },
});

export const at = (...timesSeconds: number[]) => ({ process: 'trace', timesSeconds });

export const figuresOf = (stream: Stream) => simulate(accept(streamOf(stream))).components['consumers']!;

/** The last visit of every record, in their order: the one that had the effect. */
export function lastVisits(stream: Stream): Visit[] {
  const last = new Map<number, Visit>();
  for (const visit of recordRun(streamOf(stream), new VisitRecorder('consumers')).visits) last.set(visit.serial, visit);
  return [...last.values()].sort((a, b) => a.serial - b.serial);
}
