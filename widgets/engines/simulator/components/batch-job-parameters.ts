import { booleanParameter, choiceParameter, integerParameter, numberParameter } from '../parameter.ts';

const CRON_JOB = 'Kubernetes CronJob';
const JOB = 'Kubernetes Job';

export const workers = integerParameter({
  label: 'Workers',
  unit: 'workers',
  minimum: 1,
  maximum: 10_000,
  default: 1,
  meaning: 'Chunks that are scored at the same time, each on its own machine.',
  source: 'Scenario format.',
});

export const chunkRows = integerParameter({
  label: 'Rows per chunk',
  unit: 'rows',
  minimum: 1,
  maximum: 10_000_000,
  default: 1000,
  meaning: 'Rows that one task scores; the last task of a job may have fewer.',
  source: 'Scenario format.',
});

export const startupSeconds = numberParameter({
  label: 'Start-up per chunk',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e6,
  default: 0,
  meaning: 'Time that every task needs before its first row: starting the container, loading the model.',
  source: 'Scenario format; 0 unless stated.',
});

export const concurrencyPolicy = choiceParameter({
  label: 'When the last run is not over',
  choices: ['Allow', 'Forbid', 'Replace'],
  default: 'Forbid',
  meaning:
    'Allow starts the run that is due beside the other, on the same workers; Forbid starts the last one that was due when the other has ended; Replace breaks the other off.',
  source: `${CRON_JOB}, spec.concurrencyPolicy, whose own default is Allow.`,
});

export const missedRows = choiceParameter({
  label: 'Rows of a missed run',
  choices: ['kept', 'dropped'],
  default: 'kept',
  meaning: 'Rows of a run that was skipped or replaced go to the next run, or are never scored.',
  source: 'Scenario format: a job either takes what is unscored, or the snapshot of its time.',
});

export const startingDeadlineSeconds = numberParameter({
  label: 'Time to start',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e8,
  default: 600,
  meaning: 'A run that could not start within this time of falling due is skipped. Left out, it starts however late.',
  source: `${CRON_JOB}, spec.startingDeadlineSeconds, which is not set by default.`,
});

export const deadlineSeconds = numberParameter({
  label: 'Deadline',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e8,
  default: 3600,
  meaning: 'A run should be published within this time of falling due; the result counts those that were.',
  source: 'Scenario format; an objective, which changes nothing of the run.',
});

export const activeDeadlineSeconds = numberParameter({
  label: 'Longest run',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e8,
  default: 7200,
  meaning: 'A run that takes longer is broken off and has failed. Left out, it may take for ever.',
  source: `${JOB}, spec.activeDeadlineSeconds, which is not set by default.`,
});

export const backoffLimit = integerParameter({
  label: 'Retries per run',
  unit: 'retries',
  minimum: 0,
  maximum: 1000,
  default: 6,
  meaning:
    'Failed tasks that a run survives; after each, no task of the run starts for 10 s, doubled with every failure in a row, at most 6 minutes.',
  source: `${JOB}, spec.backoffLimit, default 6; pkg/controller/job/backoff_utils.go.`,
});

export const taskFailureProbability = numberParameter({
  label: 'Failures of tasks',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: 0,
  meaning: 'Share of the attempts at a chunk that fail at their end; all work since the last checkpoint is lost.',
  source: 'Scenario format.',
});

export const stragglerProbability = numberParameter({
  label: 'Stragglers',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: 0.05,
  meaning: 'Share of the attempts that land on a slow machine.',
  source: 'Dean and Ghemawat, MapReduce, OSDI 2004, section 3.6, which gives causes but no share: assumed.',
});

export const stragglerFactor = numberParameter({
  label: 'Slowness of stragglers',
  unit: '',
  minimum: 1,
  maximum: 1000,
  default: 5,
  meaning: 'Times as long as a task takes there.',
  source: 'Assumed.',
});

export const backupTasks = booleanParameter({
  label: 'Backup copies',
  default: false,
  meaning:
    'When no chunk is left to start, a free worker repeats the one that has been under way longest; the first of the two to end counts.',
  source: 'Dean and Ghemawat, MapReduce, OSDI 2004, section 3.6: backup tasks.',
});

export const meanSeconds = numberParameter({
  label: 'Time between interruptions',
  unit: 'seconds',
  minimum: 1,
  maximum: 1e9,
  default: 7200,
  meaning: 'Mean time until a spot machine is taken away; exponential.',
  source: 'Scenario format; AWS Spot Advisor gives bands per month, from below 5 % to above 20 %.',
});

export const noticeSeconds = numberParameter({
  label: 'Notice',
  unit: 'seconds',
  minimum: 0,
  maximum: 3600,
  default: 0,
  meaning:
    'Warning before a machine is taken away. One at least as long as a checkpoint takes to write lets the task save its work.',
  source: 'Amazon EC2 spot interruption notice: 120 s; Azure and Google about 30 s.',
});

export const restartSeconds = numberParameter({
  label: 'Restart',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e6,
  default: 120,
  meaning: 'Time until the task goes on from its last checkpoint on another machine, in place of the start-up.',
  source: 'J. T. Daly 2006: R; assumed.',
});

export const everySeconds = numberParameter({
  label: 'Checkpoint every',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e9,
  default: 600,
  meaning: 'Work between two checkpoints; more than one takes to write.',
  source: 'J. T. Daly 2006: τ, best near √(2 · write · time between interruptions).',
});

export const writeSeconds = numberParameter({
  label: 'Writing a checkpoint',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e6,
  default: 30,
  meaning: 'Time that a checkpoint takes to write, the results at the end included.',
  source: 'J. T. Daly 2006: δ; assumed.',
});
