import { comparedFigures } from '../../../widgets/engines/simulator/reality/compared-figures.ts';
import { formatSeconds } from '../../../widgets/kit/format.ts';
import type { RealComparison } from './real-comparison.ts';

const percent = (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);
const time = (seconds: number | null) => (seconds === null ? '–' : formatSeconds(seconds));
const written = {
  seconds: time,
  number: (value: number | null) => (value === null ? '–' : value.toFixed(2)),
  share: percent,
  count: String,
} as const;

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
  );
}

/** Predicted beside observed, and what the simulator left out, in lines for a terminal. */
export function comparisonLines(comparison: RealComparison): string[] {
  const { meanErrorInterval95: interval, garbageCollections: gc } = comparison;
  return [
    ...table([
      ['', 'predicted', 'observed', 'error'],
      ...comparedFigures(comparison).map(({ label, unit, predicted, observed, error }) => [
        label,
        written[unit](predicted),
        written[unit](observed),
        error === undefined ? '' : percent(error),
      ]),
    ]),
    ...(interval
      ? [`Error of the mean, 95 % interval over the runs: ${percent(interval[0])} to ${percent(interval[1])}.`]
      : []),
    `In the model: ${time(comparison.batchOverheadSeconds)} for every batch's message, a model that takes ${percent(comparison.slowdown)} of the time on its curve, ${time(comparison.delaySeconds)} on top of every latency; measured ${comparison.calibrations} times, by turns with the runs.`,
    `What limits a comparison: between these measurements the time of a call varied by ${percent(comparison.callSpread)}, and two predictions of the mean, from every other of them, are ${percent(comparison.splitHalfOfMean)} apart.`,
    `Left out: the model took ${percent(comparison.modelSlowdown)} of the time that was measured before; requests were sent ${time(comparison.sentLateP50Seconds)} late (p95 ${time(comparison.sentLateP95Seconds)}); ${gc.count} garbage collections of ${time(gc.totalSeconds)} together, the longest ${time(gc.longestSeconds)}.`,
    `With the times that the run's own batches took, the error of the mean is ${percent(comparison.meanErrorWithRunsTimes)}: so much is due to late timers and to the rules of queue and batching, the rest to batches having taken other times than were measured.`,
    `Contention light: ${comparison.light} (other programs took ${percent(comparison.otherProgramsShare)} of the processors, ${percent(comparison.sentLateShare)} of the requests were sent late, drift of the measurement ${percent(comparison.driftRelative)}).`,
  ];
}
