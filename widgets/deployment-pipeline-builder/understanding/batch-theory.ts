import { normalProbability, waves } from '../../engines/simulator/theory/index.ts';
import type { MeanRun } from '../findings/rules/batch.ts';

/** How many lots of `size` rows a run begins on average: rows that come at random are Poisson, near enough normal, so a run may have one lot more. */
function meanBegun({ rows, isCollected }: MeanRun, size: number): number {
  if (!isCollected) return Math.ceil(rows / size);
  let sum = 1;
  for (let lots = 1; ; lots++) {
    const isMore = normalProbability((rows - lots * size) / Math.sqrt(rows));
    sum += isMore;
    if (isMore < 1e-9) return sum;
  }
}

/** What a chunk takes beside its work: start-up, checkpoints, interruptions. */
const overheadSeconds = ({ taskSeconds, chunkSeconds }: MeanRun) => taskSeconds - chunkSeconds;

/** Mean seconds from the start of a run to its publication, in waves of as many chunks as there are workers. */
export function meanMakespan(run: MeanRun, workers: number): number {
  const begun = meanBegun(run, run.chunkRows * workers);
  return begun * overheadSeconds(run) + waves(run.chunks, workers) * run.chunkSeconds;
}

/** Mean machine-seconds of a run: what is paid for. */
export function machineSeconds(run: MeanRun): number {
  return meanBegun(run, run.chunkRows) * overheadSeconds(run) + run.chunks * run.chunkSeconds;
}
