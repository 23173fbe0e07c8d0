import type { Scenario } from '../../engines/simulator/scenario.ts';
import { tableOfNumbers } from '../../kit/charts/chart-table.ts';
import type { Place } from '../../kit/charts/draw-series.ts';
import { seriesNumber } from '../../kit/charts/marks.ts';
import type { PanelChartSpec } from '../../kit/charts/panel-chart.ts';
import { formatNumber, formatSeconds } from '../../kit/format.ts';
import { runAxis } from './course.ts';
import type { Picture, ViewRun } from './view-run.ts';

/** One published version while it is in use, in seconds of the run. */
export interface VersionInUse {
  readonly from: number;
  readonly to: number;
  /** Age of its data when it was published, and when the next took its place. */
  readonly fresh: number;
  readonly old: number;
}

/** Versions after the warm-up: each is as old as its job took when it is published, and grows older by one second per second. */
export function versionsInUse(publications: readonly (readonly [number, number])[], { run }: Scenario): VersionInUse[] {
  return publications.flatMap(([at, snapshotAt], index) => {
    const from = Math.max(at, run.warmUpSeconds);
    const to = publications[index + 1]?.[0] ?? run.durationSeconds;
    return to <= from ? [] : [{ from, to, fresh: from - snapshotAt, old: to - snapshotAt }];
  });
}

/** Steps that a person counts ages in, in seconds. */
const STEPS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400, 172_800, 604_800];

/** From nothing, in the smallest such step of which at most four reach the oldest. */
function agesUpTo(oldestSeconds: number): number[] {
  const step = STEPS.find((one) => oldestSeconds / one <= 4) ?? oldestSeconds / 4;
  return Array.from({ length: Math.floor(oldestSeconds / step) + 1 }, (_, index) => index * step);
}

interface Job {
  readonly run: ViewRun;
  readonly id: string;
  readonly versions: readonly VersionInUse[];
}

function jobsOf(runs: readonly ViewRun[]): Job[] {
  return runs.flatMap((run) =>
    Object.entries(run.result.components).flatMap(([id, { publications }]) => {
      const versions = versionsInUse(publications ?? [], run.scenario);
      return versions.length === 0 ? [] : [{ run, id, versions }];
    }),
  );
}

function conclude(jobs: readonly Job[]): string {
  const all = jobs.map(({ run, id, versions }) => {
    const several = jobs.filter((other) => other.run === run).length > 1;
    const fresh = Math.min(...versions.map((one) => one.fresh));
    const old = Math.max(...versions.map((one) => one.old));
    return `that of “${run.label}”${several ? `, ${id},` : ''} goes from ${formatSeconds(fresh)} up to ${formatSeconds(old)}`;
  });
  return `Between two publications the age of what is published grows by a second each second, and falls at the next: ${all.join('; ')}.`;
}

/** The age of published predictions in the course of the first replication, a sawtooth for each job; undefined where nothing is published. */
export function prepareAgeCourse(runs: readonly ViewRun[]): Picture<PanelChartSpec> | undefined {
  const jobs = jobsOf(runs);
  if (jobs.length === 0) return undefined;
  const lengths = jobs.map(({ run }) => run.scenario.run);
  const begin = Math.min(...lengths.map(({ warmUpSeconds }) => warmUpSeconds));
  const { perUnit, ...x } = runAxis(begin, Math.max(...lengths.map(({ durationSeconds }) => durationSeconds)));
  const sawtooth = ({ versions }: Job): Place[] =>
    versions.flatMap(({ from, to, fresh, old }) => [
      { x: from / perUnit, y: fresh },
      { x: to / perUnit, y: old },
    ]);
  const oldest = (run: ViewRun) =>
    Math.max(...jobs.filter((job) => job.run === run).flatMap(({ versions }) => versions.map(({ old }) => old)));
  const published = [...new Set(jobs.map(({ run }) => run))];
  const seconds = (label: string) => ({ label, unit: 's', format: formatSeconds });
  return {
    title: 'How the age of what is published comes and goes',
    conclusion: conclude(jobs),
    chart: {
      x,
      panels: published.map((run) => ({
        id: run.id,
        y: { label: run.label, scale: 'linear', format: formatSeconds, ticks: agesUpTo(oldest(run)) },
        series: jobs
          .filter((job) => job.run === run)
          .map((job, index) => ({
            ...{
              id: job.id,
              label: job.id,
              look: index === 0 ? run.look : seriesNumber(run.look + index - 1),
              draw: 'line',
            },
            points: sawtooth(job),
          })),
      })),
    },
    table: tableOfNumbers(
      'Versions in the first replication, and the age of their data',
      'Deployment, job, version',
      [seconds('In use from'), seconds('In use to'), seconds('Age at first'), seconds('Age at last')],
      jobs.flatMap(({ run, id, versions }) =>
        versions.map(
          ({ from, to, fresh, old }, index) =>
            [`${run.label}, ${id}, ${formatNumber(index + 1)}`, from, to, fresh, old] as const,
        ),
      ),
    ),
  };
}
