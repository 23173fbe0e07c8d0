import { describe, expect, it } from 'vitest';
import { readScenario } from '../../../widgets/deployment-pipeline-builder/sharing/read-scenario.ts';
import { formatProblem } from '../../../widgets/kit/problem.ts';

const whole = {
  title: 'Two servers',
  components: [
    { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 10 }, to: 'model' },
    { id: 'model', kind: 'modelServer', replicas: 2, serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
  ],
  run: { seed: 1, durationSeconds: 60, replications: 2 },
};
const read = (value: unknown) => readScenario(JSON.stringify(value));

describe('readScenario', () => {
  it('takes a scenario as it stands, with a byte order mark too', () => {
    expect(readScenario(`\uFEFF${JSON.stringify(whole)}`)).toEqual({ status: 'ready', draft: whole });
  });

  it('refuses wrong values with where, expected, found and fix, and keeps the rest for whoever asks', () => {
    const [users, model] = whole.components;
    const answer = read({ ...whole, components: [users, { ...model, replicas: -1, colour: 'red' }], weather: 'fine' });
    if (answer.status !== 'refused') throw new Error(answer.status);
    expect(answer.problems.map(formatProblem)).toContain(
      'components[1].replicas: expected at least 1, found -1. Use 1 or more.',
    );
    const { replicas: _, ...rest } = model as { replicas: number };
    expect(answer.repaired?.draft).toEqual({ ...whole, components: [users, rest] });
    expect(answer.repaired?.lost).toHaveLength(3);
  });

  it('keeps whole components of a list in which others are none, and drops ways that lead nowhere', () => {
    const [users, model] = whole.components;
    const answer = read({
      ...whole,
      components: [users, { ...model, to: 'nobody' }, 5, { id: 'model', kind: 'cache' }],
    });
    if (answer.status !== 'refused') throw new Error(answer.status);
    expect(answer.repaired?.draft.components).toEqual([users, model]);
  });

  it('says the line and column of broken JSON, and reads what stands before it', () => {
    const text = JSON.stringify(whole, null, 2);
    const answer = readScenario(text.slice(0, text.indexOf('"run"')));
    if (answer.status !== 'refused') throw new Error(answer.status);
    expect(answer.problems).toHaveLength(1);
    expect(answer.problems[0]!.path).toMatch(/^line \d+, column \d+$/);
    expect(answer.repaired?.draft.components.map(({ id }) => id)).toEqual(['users', 'model']);
  });

  it('shows a scenario of a newer format and neither refuses nor opens it', () => {
    const newer = {
      ...whole,
      formatVersion: 2,
      components: [...whole.components, { id: 'x', kind: 'notYetInvented' }],
    };
    expect(read(newer)).toEqual({ status: 'newer', version: 2, content: newer });
  });

  it('takes the scenario out of a data file of this instrument on request', () => {
    const answer = read({ title: 'Data', model: 'm', scenario: whole });
    expect(answer.status === 'refused' && answer.repaired?.draft).toEqual(whole);
  });

  it('refuses what has no components, an empty file and one that is too large', () => {
    expect(read([])).toMatchObject({ status: 'refused', repaired: undefined });
    expect(readScenario('')).toMatchObject({ status: 'refused', problems: [{ found: 'nothing' }] });
    expect(readScenario(' '.repeat(2_000_001))).toMatchObject({
      status: 'refused',
      problems: [{ expected: 'at most 2.00 MB' }],
    });
  });
});
