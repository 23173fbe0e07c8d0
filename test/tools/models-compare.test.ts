import { describe, expect, it } from 'vitest';
import { compareAnswers, pairedInterval95 } from '../../src/tools/models/compare-answers.ts';
import { parsePassengers } from '../../src/tools/models/titanic-data.ts';

describe('pairedInterval95', () => {
  it('gives the interval that is worked out by hand', () => {
    // Bonett and Price (2012): add one to each kind of disagreement and two to the rows. 5 and 2 of 98 become 6/100 and 3/100: difference
    // 0.03, variance (0.06 + 0.03 − 0.03²) / 100 = 0.000891, half width 1.95996 · 0.029850 = 0.058504.
    const [low, high] = pairedInterval95(5, 2, 98);
    expect(low).toBeCloseTo(0.03 - 0.058504, 6);
    expect(high).toBeCloseTo(0.03 + 0.058504, 6);
  });

  it('is not empty where the two always agree', () => {
    const [low, high] = pairedInterval95(0, 0, 327);
    expect(low).toBeLessThan(0);
    expect(high).toBe(-low);
  });
});

describe('compareAnswers', () => {
  it('counts the rows that only one of the two gets right', () => {
    const passengers = parsePassengers(
      `pclass,sex,age,sibsp,parch,fare,embarked,survived\n${['1', '1', '0', '0'].map((survived) => `3,male,20,0,0,8,S,${survived}`).join('\n')}\n`,
    );
    // Survived, survived, not, not. The first model is right on rows 1, 3 and 4, the other on 2 and 4; one half counts as a yes.
    expect(compareAnswers('other', passengers, [0.5, 0.4, 0.1, 0.2], [0.3, 0.9, 0.7, 0.4])).toMatchObject({
      with: 'other',
      onlyThisRight: 2,
      onlyOtherRight: 1,
      difference: 0.25,
    });
  });
});
