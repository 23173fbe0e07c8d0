import type { ColdStartParts } from '../../kit/service-curve.ts';
import { type HarnessSetting, measureSubjects, type Subject } from './harness.ts';
import type { FeatureRow, MeasuredSubject } from './messages.ts';
import type { ModelSession } from './model-session.ts';
import { RequestBatches } from './request-batches.ts';
import { type Circumstances, subjectCurve } from './subject-curve.ts';

/** An open model to measure. */
export interface SessionSubject {
  /** Id of the model, written into the curve. No two are alike. */
  readonly model: string;
  readonly session: ModelSession;
  /** Real rows, at least one; they are used in turn, so that a batch holds real rows. */
  readonly rows: readonly FeatureRow[];
  /** Rows that one request asks for; a batch is then one of requests. Default 1. */
  readonly rowsPerRequest?: number | undefined;
  /** What its start cost, where that was timed. */
  readonly coldStart?: ColdStartParts | undefined;
}

export type SessionSetting = Omit<HarnessSetting, 'subjects'> & {
  readonly circumstances: Circumstances;
  readonly batchSizes: readonly number[];
};

/** Largest batch that is measured, and most rows in one. */
export const batchSizeLimit = 4096;
const rowLimit = 65_536;

/**
 * Measures the service curves of open models, their calls in turn. Each call gets its own copy of its rows, as each request of a service does. Throws a
 * RangeError without models or rows, with two models of one name, with a batch size that is no whole number from 1 to 4096, or with more rows in a
 * batch than 65,536.
 */
export async function measureSessions(
  subjects: readonly SessionSubject[],
  { circumstances, batchSizes: asked, ...setting }: SessionSetting,
): Promise<MeasuredSubject[]> {
  if (subjects.length === 0) throw new RangeError('Measuring needs at least one model.');
  if (new Set(subjects.map(({ model }) => model)).size < subjects.length)
    throw new RangeError('Two models of one measurement have the same id.');
  const batchSizes = [...new Set([1, ...asked])].sort((a, b) => a - b);
  const wrong = batchSizes.find((size) => !Number.isInteger(size) || size < 1 || size > batchSizeLimit);
  if (wrong !== undefined)
    throw new RangeError(`A batch size is a whole number from 1 to ${batchSizeLimit}, not ${wrong}.`);
  const { clockStepSeconds, results } = await measureSubjects({
    ...setting,
    subjects: subjects.map((subject) => timedSubject(subject, batchSizes)),
  });
  return results.map((result, index) => {
    const { coldStart } = subjects[index]!;
    const { curve, quality } = subjectCurve(result, clockStepSeconds, circumstances);
    return { curve: { ...curve, ...(coldStart && { coldStart }) }, quality };
  });
}

function timedSubject(
  { model, session, rows, rowsPerRequest = 1 }: SessionSubject,
  batchSizes: readonly number[],
): Subject {
  const batches = new RequestBatches(rows, session.featureCount, rowsPerRequest);
  const most = batches.rowCount(batchSizes.at(-1)!);
  if (most > rowLimit) throw new RangeError(`A batch has at most ${rowLimit} rows, not ${most}.`);
  const run = async (size: number) => {
    const count = batches.rowCount(size);
    const output = await session.run(batches.valuesOf(size), count);
    // Reading the answer is part of the work; a model that answers nonsense is not worth timing.
    if (Number.isNaN(output[count - 1])) throw new Error('The model answered something that is not a number.');
  };
  return { model, batchSizes, run };
}
