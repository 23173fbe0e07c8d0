import { describe, expect, it, vi } from 'vitest';
import { createActor, waitFor } from 'xstate';
import type { LoadReport } from '../../widgets/engines/inference/client.ts';
import { comparisonSession } from '../../widgets/model-lab/comparison-session.ts';
import { parseHeldOut } from '../../widgets/model-lab/held-out.ts';
import type { InferencePort } from '../../widgets/model-lab/lab-calls.ts';
import { courseModel, variantModel } from '../../widgets/model-lab/lab-model.ts';
import { labSession } from '../../widgets/model-lab/lab-session.ts';
import type { RowTable } from '../../widgets/model-lab/rows/read-table.ts';
import { scoreRows } from '../../widgets/model-lab/rows/score-rows.ts';
import { shippedHeldOut, shippedManifest } from './shipped.ts';

const mlp = courseModel(shippedManifest('titanic-mlp'), '/models/');
const logistic = courseModel(shippedManifest('titanic-logistic'), '/models/');
const report: LoadReport = {
  url: mlp.source.url,
  bytes: mlp.bytes,
  openedBytes: mlp.bytes,
  sha256: mlp.source.sha256!,
  featureCount: 7,
  threads: 1,
  runtimeSeconds: 0.2,
  downloadSeconds: 0.1,
  compileSeconds: 0.1,
  sessionSeconds: 0.05,
  firstRunSeconds: 0.01,
  totalSeconds: 0.46,
};

/** A model that answers each row with its second number (1 for a woman), on a clock that stands still. */
function answering(changes: Partial<InferencePort> = {}): InferencePort {
  return {
    load: vi.fn(async () => report),
    predict: vi.fn(async (rows: Parameters<InferencePort['predict']>[0]) => rows.map((row) => row[1] ?? 0)),
    end: vi.fn(),
    now: () => 0,
    ...changes,
  };
}
const begin = (port: InferencePort) => createActor(labSession, { input: { port, model: mlp, rows: [[3, 1]] } }).start();
const table: RowTable = { name: 't', rows: [[3, 1, 1, 0, 0, 8, 0]], outcomes: null, outsideCount: 0 };

describe('labSession', () => {
  it('downloads nothing before it is told to, then answers a row with its variations and a table', async () => {
    const port = answering();
    const session = begin(port);
    expect(port.load).not.toHaveBeenCalled();
    session.send({ type: 'load' });
    await waitFor(session, (state) => state.matches('open'));
    session.send({
      type: 'ask',
      rows: [
        [3, 1],
        [3, 0],
      ],
    });
    const asked = await waitFor(session, ({ context }) => context.answer !== null);
    expect(asked.context.answer).toEqual({ row: [3, 1], probabilities: [1, 0], seconds: 0 });
    session.send({ type: 'score', table });
    const scored = await waitFor(session, ({ context }) => context.scored !== null);
    expect(scored.context.scored).toEqual({ table, probabilities: [1] });
  });

  it('forgets the answers of one model and ends its worker when another is chosen', async () => {
    const port = answering();
    const session = begin(port);
    session.send({ type: 'load' });
    await waitFor(session, (state) => state.matches('open'));
    session.send({ type: 'ask', rows: [[3, 1]] });
    await waitFor(session, ({ context }) => context.answer !== null);
    session.send({ type: 'choose', model: logistic });
    expect(session.getSnapshot()).toMatchObject({
      value: 'offered',
      context: { model: logistic, answer: null, report: null },
    });
    expect(port.end).toHaveBeenCalled();
  });

  it('ends the worker of a model that breaks, says why, and can load again', async () => {
    const port = answering({ predict: vi.fn().mockRejectedValueOnce(new Error('It broke.')) });
    const session = begin(port);
    session.send({ type: 'load' });
    await waitFor(session, (state) => state.matches('open'));
    session.send({ type: 'ask', rows: [[3, 1]] });
    const failed = await waitFor(session, (state) => state.matches('failed'));
    expect(failed.context.problem).toMatchObject({ path: mlp.title, found: 'It broke' });
    expect(port.end).toHaveBeenCalled();
    session.send({ type: 'load' });
    expect((await waitFor(session, (state) => state.matches('open'))).context.problem).toBeNull();
  });

  it('holds a variant against the model it is made of, on the same rows, and a model that is opened as it is against nothing', async () => {
    // The variant is surer of itself by a tenth, and turns the second row.
    const answers = [
      [0.2, 0.45],
      [0.1, 0.55],
    ];
    const port = answering({ predict: vi.fn(async () => answers.shift()!) });
    const session = begin(port);
    const wide = variantModel(mlp, { hiddenUnits: 128, precision: 'int8' });
    session.send({ type: 'choose', model: wide });
    session.send({ type: 'load' });
    const { context } = await waitFor(session, (state) => state.matches('open'));
    expect(vi.mocked(port.load).mock.calls.map(([source]) => source)).toEqual([mlp.source, wide.source]);
    expect(context.change).toEqual({ rowCount: 2, largestDifference: expect.closeTo(0.1, 12), turnedCount: 1 });
    session.send({ type: 'choose', model: mlp });
    session.send({ type: 'load' });
    expect((await waitFor(session, (state) => state.matches('open'))).context.change).toBeNull();
  });

  it('drops the late answer of a load that was cancelled', async () => {
    let finish = (_report: LoadReport) => {};
    const port = answering({
      load: vi.fn(
        () =>
          new Promise<LoadReport>((done) => {
            finish = done;
          }),
      ),
    });
    const session = begin(port);
    session.send({ type: 'load' });
    session.send({ type: 'cancel' });
    finish(report);
    await new Promise((done) => setTimeout(done));
    expect(session.getSnapshot().value).toBe('offered');
  });
});

describe('comparisonSession', () => {
  const heldOut = shippedHeldOut();
  const compare = (port: InferencePort) => {
    const session = createActor(comparisonSession, { input: { port, heldOut } }).start();
    session.send({ type: 'compare', pair: [mlp, logistic] });
    return session;
  };

  it('loads one model after the other, evaluates both on all held-out rows, and ends the worker', async () => {
    const port = answering();
    const done = await waitFor(compare(port), ({ context }) => context.result !== null);
    expect(port.load).toHaveBeenCalledTimes(2);
    expect(port.end).toHaveBeenCalled();
    const [first, second] = done.context.result!.evaluations;
    expect(first).toEqual(second);
    // Saying that all women and nobody else survived is right for 73.45 % of 113 women and 81.78 % of 214 men: 258 rows.
    expect(first.accuracy).toBeCloseTo(258 / 327, 12);
    expect(done.context.result!.disagreement).toEqual({ rows: 0, onlyFirstRight: 0, onlySecondRight: 0, pValue: 1 });
  });

  it('names the model that cannot be used, and goes back to where one can compare again', async () => {
    const load = vi.fn<InferencePort['load']>().mockResolvedValueOnce(report).mockRejectedValueOnce(new Error('Gone.'));
    const session = compare(answering({ load }));
    const ended = await waitFor(session, ({ context }) => context.problem !== null);
    expect(ended.context.problem).toMatchObject({ path: logistic.title, found: 'Gone' });
    expect(ended.value).toBe('idle');
  });

  it('stops when it is cancelled and ends the worker', () => {
    const port = answering();
    const session = compare(port);
    session.send({ type: 'cancel' });
    expect(session.getSnapshot().value).toBe('idle');
    expect(port.end).toHaveBeenCalled();
  });
});

describe('scoreRows', () => {
  const rows = Array.from({ length: 2500 }, (_, index) => [0, index / 2500]);

  it('asks for a thousand rows at a time and keeps their order', async () => {
    const port = answering();
    const shares: number[] = [];
    const scores = await scoreRows(port, rows, { onProgress: (share) => shares.push(share) });
    expect(scores).toEqual(rows.map(([, value]) => value));
    expect(shares).toEqual([0.4, 0.8, 1]);
  });

  it('gives up a model that is too slow for the rows, and says how far it came', async () => {
    let seconds = 0;
    const port = answering({ now: () => (seconds += 31) });
    await expect(scoreRows(port, rows)).rejects.toMatchObject({
      problem: { expected: 'answers for all 2500 rows within 60 s', found: 'answers for 2000' },
    });
  });
});

describe('parseHeldOut', () => {
  it('refuses rows of another length than the features, and outcomes that do not belong to rows', () => {
    const good = { title: 'T', features: ['a'], typical: [1], rows: [[1]], outcomes: [1], groups: [] };
    expect(parseHeldOut(good).ok).toBe(true);
    expect(parseHeldOut({ ...good, rows: [[1, 2]] }).ok).toBe(false);
    expect(parseHeldOut({ ...good, outcomes: [1, 0] }).ok).toBe(false);
    expect(parseHeldOut({ ...good, groups: [{ label: 'g', feature: 'b', equals: 1 }] }).ok).toBe(false);
  });
});
