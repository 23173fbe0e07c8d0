import { describe, expect, it } from 'vitest';
import { missedCards } from '../../../widgets/deployment-pipeline-builder/challenges/missed-cards.ts';
import type { ChallengeContext } from '../../../widgets/deployment-pipeline-builder/challenges/challenge-machine.ts';
import { judgeRun, startOf } from '../../../widgets/deployment-pipeline-builder/challenges/judge-challenge.ts';
import { formatMetric } from '../../../widgets/deployment-pipeline-builder/challenges/metric-words.ts';
import { metricOf } from '../../../widgets/engines/simulator/objectives.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { challenge } from './a-challenge.ts';

const parsed = parseScenario(startOf(challenge));
if (!parsed.ok) throw new Error('The fixture has faults.');
const startResult = simulate(parsed.value);
const context = (over: Partial<ChallengeContext>): ChallengeContext => ({
  challenge,
  given: { value: 0.9 },
  startResult,
  failure: null,
  verdict: null,
  hintCount: 0,
  ...over,
});
const ids = (over: Partial<ChallengeContext>) => missedCards('l', context(over)).map(({ card }) => card);

describe('missedCards', () => {
  it('makes a card of a prediction far off: the question in front, what happened behind', () => {
    const [card] = missedCards('l', context({}));
    expect(card).toMatchObject({
      card: 'foretold-twice-as-fast',
      front: 'Twice as fast: Which share is answered?',
      from: 'prediction',
    });
    // Two requests a second come and one is served: a half is answered, but for those at the ends of the window.
    const { metric } = challenge.prediction;
    expect(metricOf(startResult, metric!)).toBeCloseTo(0.5, 1);
    expect(card!.back).toBe(`${formatMetric(metric!, metricOf(startResult, metric!))}.`);
  });

  it('makes none of a close one, and none before anything has run', () => {
    expect(ids({ given: { value: 0.5 } })).toEqual([]);
    expect(ids({ startResult: null })).toEqual([]);
    expect(ids({ given: null })).toEqual([]);
  });

  it('makes a card of a run that missed, with what was missed and its hints', () => {
    const verdict = judgeRun(challenge, startResult);
    expect(missedCards('l', context({ given: { value: 0.5 }, verdict }))).toMatchObject([
      {
        card: 'missed-twice-as-fast',
        front: 'Answer every request within 1.2 s.',
        back: 'Nobody waits longer than 1.2 s. Two a second need two servers. Nobody is turned away. The queue is full.',
      },
    ]);
  });

  it('gives the same hash to the same card, and another when the author changes it', () => {
    const hash = (title: string) => missedCards('l', context({ challenge: { ...challenge, title } }))[0]!.hash;
    expect(hash('A')).toBe(hash('A'));
    expect(hash('A')).not.toBe(hash('B'));
  });
});
