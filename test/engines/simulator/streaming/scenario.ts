import type { ComponentResult, SimulationResult } from '../../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import type { StreamResult } from '../../../../widgets/engines/simulator/streaming/stream-result.ts';
import { accept } from '../accept.ts';
import { traceRun, type Visit } from '../trace.ts';

export const seconds = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
export const poisson = (ratePerSecond: number) => ({ process: 'poisson', ratePerSecond });
export const at = (...timesSeconds: number[]) => ({ process: 'trace', timesSeconds });

export interface StreamSetting {
  readonly arrivals: object;
  readonly processor: object;
  /** More keys of the source and of the log. */
  readonly source?: object;
  readonly log?: object;
  readonly partitions?: number;
  readonly run?: object;
}

/** Events into a log into a stream processor called `consumers`, as a person would write it. */
export const streamInput = ({
  arrivals,
  processor,
  source = {},
  log = {},
  partitions = 1,
  run = {},
}: StreamSetting) => ({
  components: [
    { id: 'events', kind: 'eventStream', arrivals, ...source, to: 'log' },
    { id: 'log', kind: 'partitionedLog', partitions, ...log, to: 'consumers' },
    { id: 'consumers', kind: 'streamProcessor', ...processor },
  ],
  run: { seed: 11, durationSeconds: 100, replications: 1, ...run },
});

export const stream = (setting: StreamSetting) => accept(streamInput(setting));

export const consumersOf = (result: SimulationResult) =>
  result.components['consumers'] as ComponentResult & StreamResult;

export const runStream = (setting: StreamSetting) => {
  const result = simulate(stream(setting));
  return { result, consumers: consumersOf(result) };
};

/** The last visit of each record to the consumers, by serial number: the one that had the effect. */
export function lastVisits(setting: StreamSetting): Visit[] {
  const last = new Map<number, Visit>();
  for (const visit of traceRun(stream(setting)).trace.visits)
    if (visit.station === 'consumers') last.set(visit.serial, visit);
  return [...last.values()].sort((a, b) => a.serial - b.serial);
}
