import { formatNumber, formatPercent, formatSeconds, formatSignedPercent } from '../../kit/format.ts';
import type { Preparation } from './reality-calls.ts';
import type { RealOutcome } from './reality-session.ts';

const count = (value: number, one: string, many = `${one}s`) => `${formatNumber(value)} ${value === 1 ? one : many}`;
const percent = (share: number) => formatPercent(share).replace('.0 %', ' %');

/** What the run asks of the model, in a few sentences. */
export function describeScenario({ choice, prepared, scenario, predicted }: Preparation): string {
  const { rowsPerRequest, curve } = prepared;
  const { offered } = predicted.figures;
  const { durationSeconds } = scenario.run;
  const request = `each asking for ${count(rowsPerRequest, 'row')}, which take${rowsPerRequest === 1 ? 's' : ''} this device ${formatSeconds(curve.points[0]!.medianSeconds)} alone`;
  const load = `${percent(choice.load)} of what it can serve`;
  const [source] = scenario.components;
  if (source?.kind === 'dataset')
    return `${count(source.rows ?? 0, 'request')} collect every ${formatNumber(source.everySeconds ?? 0)} s and are scored in chunks of eight, ${request}: ${load}, ${formatNumber(offered)} in ${durationSeconds} s.`;
  const many = choice.regime === 'streaming' ? 'events' : 'requests';
  const way = choice.arrivals === 'bursty' ? 'in bursts' : 'at random moments';
  return `${formatNumber(offered)} ${many} come ${way} in ${durationSeconds} s, ${request}: ${load}. The moments are drawn with seed ${scenario.run.seed}, and are the same for the simulator and for the run.`;
}

/** Predicted − observed, as a share of the observed, with its sign. */
export function errorText(error: number | null): string {
  return error === null ? '–' : formatSignedPercent(error);
}

const time = (seconds: number | null) => (seconds === null ? '–' : formatSeconds(seconds));

/** What came of it, in one or two sentences. */
export function concludeRun({ result, guessSeconds }: RealOutcome): string {
  const { predicted, observed, errors } = result.comparison;
  if (observed.meanSeconds === null || predicted.meanSeconds === null)
    return 'Nothing was answered before the end, so there is nothing to hold the prediction against.';
  const said = `The simulator said ${time(predicted.meanSeconds)} for the mean and ${time(predicted.p95Seconds)} for the 95th percentile; the run had ${time(observed.meanSeconds)} and ${time(observed.p95Seconds)}, errors of ${errorText(errors.mean)} and ${errorText(errors.p95)}.`;
  if (guessSeconds === null || observed.p95Seconds === null) return said;
  return `${said} You expected ${time(guessSeconds)} for the 95th percentile: ${errorText(guessSeconds / observed.p95Seconds - 1)}.`;
}
