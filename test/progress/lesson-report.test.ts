import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldEvents } from '../../widgets/engines/record/fold.ts';
import { lessonReport } from '../../widgets/progress/report/lesson-report.ts';
import type { LessonTexts } from '../../widgets/progress/report/lesson-texts.ts';
import { reportMarkdown } from '../../widgets/progress/report/report-markdown.ts';
import { anEvent } from '../engines/record/any-event.ts';

const lesson: LessonTexts = {
  id: 'l',
  title: 'Batch or stream',
  questions: [
    {
      id: 'q',
      hash: 'now',
      text: 'Which is on a schedule?',
      options: { b: 'Batch', s: 'Streaming' },
      unit: '',
      rightAnswer: 'The right answer is “Batch”.',
    },
    { id: 'n', hash: 'now', text: 'How long?', options: {}, unit: 'ms', rightAnswer: 'The right answer is 5 ms.' },
    { id: 'open', hash: 'now', text: 'And this?', options: {}, unit: '', rightAnswer: '' },
  ],
  prompts: [{ id: 'p', text: 'What would you choose?' }],
  challenges: [{ id: 'scale', title: 'From 20 to 200' }],
  tasks: [{ id: 't', list: 'tasks', text: 'Build it' }],
};
const scenario = { title: 'Two replicas', run: { seed: 7, durationSeconds: 600, replications: 5 } };
const state = foldEvents([
  anEvent('lessonOpened', { lesson: 'l' }, 1),
  anEvent(
    'quizItemAnswered',
    { lesson: 'l', item: 'q', hash: 'now', answer: { options: ['s'] }, isCorrect: false, attempt: 1 },
    2,
  ),
  anEvent(
    'quizItemAnswered',
    { lesson: 'l', item: 'n', hash: 'before', answer: { number: 5 }, isCorrect: true, attempt: 2 },
    3,
  ),
  anEvent('reflectionWritten', { lesson: 'l', prompt: 'p', text: 'I would\n# not stream' }, 4),
  anEvent('challengeAttempted', { lesson: 'l', challenge: 'scale', scenario, objectives: [], isPassed: true }, 5),
  anEvent('taskTicked', { lesson: 'l', list: 'tasks', task: 't', isDone: true }, 6),
  anEvent(
    'experimentRun',
    { lesson: 'l', widget: 'w', scenario, summary: { p95SojournSeconds: 0.12, completedCount: 10 } },
    7,
  ),
  anEvent('experimentRun', { lesson: 'another', widget: 'v', scenario, summary: {} }, 8),
]);

describe('lessonReport', () => {
  it('tells what was answered, written, met, ticked and run, with where the figures come from', () => {
    expect(reportMarkdown(lesson.title, lessonReport('c', lesson, state))).toMatchInlineSnapshot(`
      "# Batch or stream

      Opened first on 12 November 2026, last on 12 November 2026. Not complete yet.

      ## Quiz

      Which is on a schedule?

      - Your answer at the first attempt, on 12 November 2026: “Streaming”.
      - That is not right. The right answer is “Batch”.

      How long?

      - Your answer at attempt 2, on 12 November 2026: 5 ms.
      - The question has changed since, so the answer is not judged.

      And this?

      - Not answered yet.

      ## Reflection

      What would you choose?

      > I would  
      > \\# not stream  

      ## Challenges

      - From 20 to 200: met on 12 November 2026, 1 attempt.

      ## Checklist

      - Done: Build it

      ## Experiments

      “Two replicas”, on 12 November 2026. Simulated: seed 7, 5 replications of 10.0 min.

      - p95 sojourn: 120 ms
      - completed count: 10
      "
    `);
  });

  it('says so where nothing was done', () => {
    const text = reportMarkdown(lesson.title, lessonReport('c', lesson, foldEvents([])));
    expect(text).toContain('You have not opened this lesson yet');
    expect(text.match(/Not answered yet/gu)).toHaveLength(3);
    expect(text).not.toContain('Experiments');
  });
});

describe('reportMarkdown', () => {
  it('lets nothing that the learner wrote become a heading, a list, a link or code', () => {
    const mark = fc.constantFrom('#', '-', '*', '`', '[', ']', '<', '>', '_', '|', '1.', '+', '=', ' ', '\n', 'a', '~');
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 30 }), (marks) => {
        const text = reportMarkdown('T', [{ kind: 'quote', text: marks.join('') }]);
        const body = text.split('\n').slice(2, -1);
        for (const line of body) expect(line).toMatch(/^>( |$)/u);
        for (const line of body) {
          expect(line.slice(2)).not.toMatch(/^ /u);
          const inner = line.slice(2).trimStart();
          expect(inner).not.toMatch(/^([#\-+=*>]|\d+[.)]\s|```)/u);
          expect(inner.replaceAll(/\\./gu, '')).not.toMatch(/[`*_[\]<>|~]/u);
        }
      }),
    );
  });
});
