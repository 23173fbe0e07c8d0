import { nextFiring, readCron } from '../batch/cron.ts';
import { momentText } from '../batch/schedule.ts';
import { describeFound, type Problem } from '../../../kit/problem.ts';
import type { LooseComponent, LooseGraph } from './loose-graph.ts';

type Loose = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {});
const numberOr = <Otherwise>(value: unknown, otherwise: Otherwise) => (typeof value === 'number' ? value : otherwise);

/** Schedules that never come, deadlines that no run can meet, checkpoints that cost more than they save, and tables of no job. */
export function findBatchProblems(input: unknown, graph: LooseGraph): Problem[] {
  const { components, run } = asObject(input);
  const durationSeconds = numberOr(asObject(run)['durationSeconds'], Infinity);
  return (Array.isArray(components) ? Array.from(components) : []).flatMap((component, index) => {
    const keys = asObject(component);
    const path = `components[${index}]`;
    if (keys['kind'] === 'dataset') return cronProblems(keys['cron'], `${path}.cron`, durationSeconds);
    if (keys['kind'] === 'batchJob')
      return [...deadlineProblems(keys, path), ...checkpointProblems(keys, path), ...purchaseProblems(keys, path)];
    return keys['kind'] === 'predictionTable' ? tableProblems(keys['job'], path, graph) : [];
  });
}

function cronProblems(cron: unknown, path: string, durationSeconds: number): Problem[] {
  if (typeof cron !== 'string' || cron === '') return [];
  const read = readCron(cron);
  if (!read.ok) return [{ path, ...read.fault }];
  const first = nextFiring(read.cron, 0);
  if (first === Infinity) {
    return [
      {
        path,
        expected: 'a date that there is',
        found: `${describeFound(cron)}, which never comes`,
        fix: 'Mend the day of the month or the month.',
      },
    ];
  }
  if (first < durationSeconds) return [];
  return [
    {
      path,
      expected: `a schedule that fires before the run ends, within ${durationSeconds} s`,
      found: `${describeFound(cron)}, first on ${momentText(first)}`,
      fix: 'Lengthen the run, or choose an earlier or more frequent time. Simulated time begins on a Monday at 00:00.',
    },
  ];
}

function deadlineProblems(job: Loose, path: string): Problem[] {
  const startup = numberOr(job['startupSeconds'], 0);
  const starting = numberOr(job['startingDeadlineSeconds'], 0);
  const problems = ['deadlineSeconds', 'activeDeadlineSeconds'].flatMap((key): Problem[] => {
    const seconds = numberOr(job[key], Infinity);
    if (seconds > startup) return [];
    return [
      {
        path: `${path}.${key}`,
        expected: `more than ${startup}, the start-up of a task`,
        found: `${seconds}`,
        fix: 'The deadline would be over before the first row is scored: raise it, or shorten the start-up.',
      },
    ];
  });
  const deadline = numberOr(job['deadlineSeconds'], Infinity);
  if (starting < deadline) return problems;
  return [
    ...problems,
    {
      path: `${path}.startingDeadlineSeconds`,
      expected: `less than ${deadline}, the deadline of the run`,
      found: `${starting}`,
      fix: 'A run may not start after its deadline: lower this, or raise deadlineSeconds.',
    },
  ];
}

function checkpointProblems(job: Loose, path: string): Problem[] {
  const { everySeconds, writeSeconds } = asObject(job['checkpoint']);
  if (!(numberOr(everySeconds, Infinity) <= numberOr(writeSeconds, 0))) return [];
  return [
    {
      path: `${path}.checkpoint.everySeconds`,
      expected: `more than ${numberOr(writeSeconds, 0)}, the time that a checkpoint takes to write`,
      found: `${numberOr(everySeconds, 0)}`,
      fix: 'More time would go into writing than into work: write less often. √(2 · write · time between interruptions) is best.',
    },
  ];
}

function purchaseProblems(job: Loose, path: string): Problem[] {
  const { spot, purchase } = job;
  if (spot === undefined || purchase === undefined || purchase === 'spot') return [];
  return [
    {
      path: `${path}.purchase`,
      expected: '"spot" with machines that are taken away',
      found: describeFound(purchase),
      fix: 'Leave the key out, or remove "spot": only spot machines are interrupted.',
    },
  ];
}

function tableProblems(job: unknown, path: string, { components }: LooseGraph): Problem[] {
  const jobs = components.filter(({ kind }) => kind === 'batchJob');
  const ids = jobs.map(({ id }: LooseComponent) => describeFound(id)).join(', ');
  if (job === undefined) {
    if (jobs.length === 1) return [];
    const isNone = jobs.length === 0;
    return [
      {
        path: `${path}${isNone ? '' : '.job'}`,
        expected: isNone ? 'a batchJob that publishes its predictions' : `one of ${ids}`,
        found: isNone ? 'none' : 'nothing',
        fix: isNone
          ? 'Add a component of the kind "batchJob", behind a dataset.'
          : 'Say whose predictions the table holds.',
      },
    ];
  }
  if (typeof job !== 'string' || jobs.some(({ id }) => id === job)) return [];
  return [
    {
      path: `${path}.job`,
      expected: 'the id of a batchJob',
      found: describeFound(job),
      fix: jobs.length === 0 ? 'Add a component of the kind "batchJob".' : `Use ${ids}.`,
    },
  ];
}
