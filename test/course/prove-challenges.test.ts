import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { checkLesson } from '../../src/course/check-lesson.ts';
import { formatFindings } from '../../src/course/format-findings.ts';
import { written } from '../deployment-pipeline-builder/challenges/a-challenge.ts';

type Loose = Record<string, unknown>;

/** A lesson with the challenge, changed as the test says. */
function check(change: (challenge: Loose) => Loose, more = '') {
  const challenge = change(structuredClone(written) as unknown as Loose);
  const yaml = stringify(
    { id: 'a', title: 'A', widgets: ['deployment_pipeline_builder'], challenges: [challenge] },
    { aliasDuplicateObjects: false },
  );
  return checkLesson(`---\n${yaml}${more}---\nText.\n`, 'a.md');
}

const short = (checked: ReturnType<typeof check>) =>
  checked.findings.map(
    ({ line, column, path, expected, found, fix }) =>
      `${line}:${column} ${path}: expected ${expected}, found ${found}. ${fix}`,
  );

describe('proveChallenges', () => {
  it('accepts a challenge whose start fails and whose solution passes', () => {
    const checked = check((challenge) => challenge);
    expect(checked.findings).toEqual([]);
    expect(checked.lesson?.challenges[0]).toMatchObject({ id: 'twice-as-fast', free: ['model.replicas'] });
  });

  it('refuses a start that passes, at its line', () => {
    const checked = check((challenge) => ({
      ...challenge,
      objectives: [{ metric: 'requests.completed', atLeast: 1, says: 'Somebody is answered' }],
    }));
    expect(checked.lesson).toBeUndefined();
    expect(short(checked)).toMatchInlineSnapshot(`
      [
        "12:7 challenges[0].start: expected a starting point that misses an objective, found requests.completed = 192. There is nothing to do: make the start worse or the objectives stricter.",
      ]
    `);
  });

  it('refuses a solution that does not pass, with the values that it reaches', () => {
    const solution = [{ type: 'setParameter', id: 'model', path: 'replicas', value: 1.5 }];
    expect(short(check((challenge) => ({ ...challenge, solution })))).toMatchInlineSnapshot(`
      [
        "50:7 challenges[0].solution: expected a whole number, found 1.5. Round it, for example to 2.",
      ]
    `);
    const weak = [{ type: 'setParameter', id: 'model', path: 'queueCapacity', value: 9 }];
    expect(
      short(check((challenge) => ({ ...challenge, free: ['model.queueCapacity'], solution: weak }))),
    ).toMatchInlineSnapshot(`
      [
        "50:7 challenges[0].solution: expected a solution that meets every objective, found sojournTimeSeconds.max = 10 (missed), requests.rejected = 200 (missed). Mend the solution, or set objectives that it meets.",
      ]
    `);
  });

  it('refuses an edit of the solution that a learner could not do', () => {
    const solution = [{ type: 'setParameter', id: 'model', path: 'serviceTime.meanSeconds', value: 0.1 }];
    expect(short(check((challenge) => ({ ...challenge, solution })))).toMatchInlineSnapshot(`
      [
        "50:9 challenges[0].solution[0]: expected an edit that a learner can do here, found one that is refused: “model” is part of the challenge, so it stays as it is. You may change “model.replicas”. Correct the edit, or unlock what it changes.",
      ]
    `);
  });

  it('refuses options of which none or several come true', () => {
    const both = { text: 'It is busy', holds: [{ metric: 'components.model.utilisation', atLeast: 0.9 }] };
    const prediction = { question: 'What happens?', options: [both, { ...both, text: 'It is very busy' }] };
    expect(short(check((challenge) => ({ ...challenge, prediction })))).toMatchInlineSnapshot(`
      [
        "36:9 challenges[0].prediction.options: expected exactly one option that comes true of the starting point, found “It is busy” and “It is very busy”. Change what the options hold to.",
      ]
    `);
  });

  it('says what is missing and what cannot be, before anything runs', () => {
    const wrong = {
      prediction: { question: 'How long?' },
      objectives: [{ metric: 'sojournTimeSeconds.max', says: 'Fast' }],
      solution: [{ type: 'paint', id: 'model' }],
      locked: ['users'],
      start: undefined,
    };
    expect(short(check((challenge) => ({ ...challenge, ...wrong })))).toMatchInlineSnapshot(`
      [
        "7:5 challenges[0].start: expected the scenario that it begins with, found nothing. Add, for example, \`start: { components: [{ id: users, kind: traffic, … }], run: { durationSeconds: 600 } }\`.",
        "14:7 challenges[0].prediction: expected a metric to be estimated, or options to choose from, found neither. Add, for example, \`metric: sojournTimeSeconds.p95\`.",
        "16:9 challenges[0].objectives[0]: expected atMost or atLeast, found neither. Add the bound that the metric must keep.",
        "21:15 challenges[0].solution[0].type: expected an edit of the builder, found "paint". Write, for example, \`- { type: setParameter, id: model, path: replicas, value: 4 }\`.",
      ]
    `);
  });

  it('says the faults of the start with their own places, and a metric that there is not', () => {
    const start = {
      ...written.start,
      components: [written.start.components[0], { ...written.start.components[1], replicas: -1 }],
    };
    const objectives = [{ metric: 'sojournTimeSeconds.p96', atMost: 1, says: 'Fast' }];
    expect(short(check((challenge) => ({ ...challenge, start, objectives })))).toMatchInlineSnapshot(`
      [
        "21:21 challenges[0].start.components[1].replicas: expected at least 1, found -1. Use 1 or more.",
        "39:17 challenges[0].objectives[0].metric: expected the path of a number of the result, found "sojournTimeSeconds.p96". Did you mean "sojournTimeSeconds.p95"?",
      ]
    `);
  });

  it('refuses parts that are not there, a measured service time, a metric without a value and a run that takes minutes', () => {
    const measured = {
      ...written.start.components[1],
      serviceTime: { distribution: 'measured', model: 'titanic-mlp' },
    };
    expect(
      short(
        check((challenge) => ({
          ...challenge,
          start: { ...written.start, components: [written.start.components[0], measured] },
        })),
      ),
    ).toMatchInlineSnapshot(`
      [
        "24:13 challenges[0].start.components[1].serviceTime: expected a service time that is stated, found one that is measured. A verdict must be the same on every device: write a distribution with its numbers.",
      ]
    `);
    expect(
      short(check((challenge) => ({ ...challenge, free: ['model.replicas', 'modle.queueCapacity'] }))),
    ).toMatchInlineSnapshot(`
      [
        "33:9 challenges[0].free[1]: expected a component of the start (users, model), one of its parameters, or a key of the scenario, found "modle.queueCapacity". Write, for example, \`model.replicas\`.",
      ]
    `);
    const long = { ...written.start, run: { ...written.start.run, durationSeconds: 10_000_000 } };
    expect(short(check((challenge) => ({ ...challenge, start: long })))).toMatchInlineSnapshot(`
      [
        "27:9 challenges[0].start.run: expected a run of at most 4 000 000 events, some seconds, found about 80 000 000. Shorten the run, or take fewer replications.",
      ]
    `);
  });

  it('gives the report that an author reads', () => {
    const { findings } = check((challenge) => ({
      ...challenge,
      objectives: [{ metric: 'requests.completed', atLeast: 1, says: 'Answered' }],
    }));
    expect(formatFindings(findings, 1)).toContain('a.md:');
  });
});
