import { type Experiment, type LearnerState, recordKey } from '../../engines/record/learner-state.ts';
import { formatNumber, formatSeconds, formatUsd } from '../../kit/format.ts';
import { onDay } from './on-day.ts';
import { heading, paragraph, type ReportBlock } from './report-block.ts';

/** "p95SojournSeconds" as "p95 sojourn", with the unit taken off. */
function nameWords(name: string): string {
  return name
    .replace(/(Seconds|Usd)$/u, '')
    .replaceAll(/([a-z0-9])([A-Z])/gu, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .replaceAll('.', ', ');
}

/** A figure in the unit that its name ends with. */
function figureWords(name: string, value: number | null): string {
  if (value === null) return 'none';
  if (name.endsWith('Seconds')) return formatSeconds(value);
  if (/usd/iu.test(name)) return formatUsd(value);
  return formatNumber(value);
}

interface RunKeys {
  readonly seed?: unknown;
  readonly replications?: unknown;
  readonly durationSeconds?: unknown;
}

/** Where the figures come from: seed, replications and simulated time where the scenario says them. */
function provenanceWords({ scenario }: Experiment): string {
  const run = (scenario as { run?: RunKeys } | null)?.run;
  if (typeof run?.seed !== 'number') return 'Run on this device; the record holds what is needed to run it again.';
  const replications = typeof run.replications === 'number' ? `, ${run.replications} replications` : '';
  const lasts = typeof run.durationSeconds === 'number' ? ` of ${formatSeconds(run.durationSeconds)}` : '';
  return `Simulated: seed ${run.seed}${replications}${lasts}.`;
}

function experimentBlocks(experiment: Experiment): ReportBlock[] {
  const items = Object.entries(experiment.summary).map(
    ([name, value]) => `${nameWords(name)}: ${figureWords(name, value)}`,
  );
  const title = (experiment.scenario as { title?: unknown } | null)?.title;
  const what = typeof title === 'string' && title !== '' ? `“${title}”` : experiment.widget;
  return [paragraph(`${what}, ${onDay(experiment.time)}. ${provenanceWords(experiment)}`), { kind: 'list', items }];
}

/** The latest run of each instrument of a lesson, with where its figures come from. */
export function experimentsBlocks(course: string, lesson: string, state: LearnerState): ReportBlock[] {
  const own = [...state.experiments].flatMap(([key, experiment]) =>
    experiment.lesson === lesson && key === recordKey(course, experiment.widget) ? [experiment] : [],
  );
  if (own.length === 0) return [];
  return [heading('Experiments'), ...own.flatMap(experimentBlocks)];
}
