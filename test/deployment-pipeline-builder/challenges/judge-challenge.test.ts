import { describe, expect, it } from 'vitest';
import {
  asPrediction,
  hintsFor,
  judgePrediction,
  judgeRun,
  rightOptions,
} from '../../../widgets/deployment-pipeline-builder/challenges/judge-challenge.ts';
import { simulate as runCommand } from '../../tools/run-simulate.ts';
import { challenge, runDraft, solved, start } from './a-challenge.ts';

describe('judgeRun', () => {
  it('is missed by the starting point and passed by two servers, whose every request takes its one second of service', () => {
    const missed = judgeRun(challenge, runDraft(start));
    expect(missed.isPassed).toBe(false);
    expect(missed.objectives.map(({ isMet }) => isMet)).toEqual([false, false]);
    const passed = judgeRun(challenge, runDraft(solved));
    expect(passed.isPassed).toBe(true);
    expect(passed.objectives[0]!.value).toBeCloseTo(1, 9);
    expect(passed.objectives[1]!.value).toBe(0);
  });

  it('comes to the same verdict as `npm run simulate` of the same file', async () => {
    expect((await runCommand(['-'], JSON.stringify(start))).code).toBe(1);
    expect((await runCommand(['-'], JSON.stringify(solved))).code).toBe(0);
  });
});

describe('judgePrediction', () => {
  it('calls a share close within the stated share of the true one', () => {
    // Two a second come and one a second is served: half of them are answered.
    const result = runDraft(start);
    expect(judgePrediction(challenge, { value: 0.48 }, result)).toMatchObject({ kind: 'number', isClose: true });
    expect(judgePrediction(challenge, { value: 0.9 }, result)).toMatchObject({ kind: 'number', isClose: false });
  });

  it('takes as right the option whose predicates all hold of the run', () => {
    const options = [
      { text: 'all', holds: [{ metric: 'requests.rejected', atMost: 0 }] },
      {
        text: 'some',
        holds: [
          { metric: 'requests.rejected', atLeast: 1 },
          { metric: 'requests.completed', atLeast: 1 },
        ],
      },
    ];
    const choice = { ...challenge, prediction: { ...challenge.prediction, metric: undefined, options } };
    const result = runDraft(start);
    expect(rightOptions(choice, result)).toEqual([1]);
    expect(judgePrediction(choice, { option: 0 }, result)).toMatchObject({ happened: 1, isClose: false });
    expect(asPrediction(choice, { option: 2 })).toBeNull();
    expect(asPrediction(choice, { option: 1 })).toEqual({ option: 1 });
  });
});

describe('hintsFor', () => {
  it('gives the hints of the missed objectives in their order, then the general ones', () => {
    expect(hintsFor(challenge, judgeRun(challenge, runDraft(start)))).toEqual([
      'Two a second need two servers.',
      'The queue is full.',
      'Count the servers.',
    ]);
  });
});
