import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { openRecord } from '../../widgets/engines/record/index.ts';
import CourseProgress from '../../widgets/progress/CourseProgress.svelte';
import LessonReport from '../../widgets/progress/report/LessonReport.svelte';
import { expectNoAxeFaults } from '../axe-faults.ts';

const rule = { quizShare: 0.5, needsChallenges: true };
const lesson = (id: string, title: string, prereqs: string[] = []) => ({
  id,
  title,
  href: `#${id}`,
  reportHref: `#report-${id}`,
  quiz: [{ id: 'q', hash: 'h' }],
  challenges: [],
  cards: ['k'],
  prereqs,
});
const lessons = [lesson('l1', 'Strategies'), lesson('l2', 'Changing a model', ['l1'])];
const chapters = [{ id: 'ch', title: 'Deployment', lessons }];

describe('the pages of the record have no fault that axe can see', () => {
  it('CourseProgress before anything was done, and with a lesson complete', async () => {
    const course = `course-${crypto.randomUUID()}`;
    await render(CourseProgress, { course, chapters, rule, reviewHref: '#review' });
    await expect.element(page.getByRole('link', { name: 'Begin: Strategies' })).toBeVisible();
    await expectNoAxeFaults();
    await (await openRecord()).append('quizItemAnswered', course, {
      lesson: 'l1',
      item: 'q',
      hash: 'h',
      answer: { options: ['x'] },
      isCorrect: true,
      attempt: 1,
    });
    await expect.element(page.getByText('Quiz: 1 of 1 question right.')).toBeVisible();
    await expectNoAxeFaults();
  });

  it('LessonReport empty, and with what was written', async () => {
    const course = `course-${crypto.randomUUID()}`;
    const texts = {
      id: 'l1',
      title: 'Strategies',
      questions: [],
      prompts: [{ id: 'p', text: 'Why?' }],
      challenges: [],
      tasks: [],
    };
    await render(LessonReport, { course, lesson: texts });
    await expectNoAxeFaults();
    await (await openRecord()).append('reflectionWritten', course, { lesson: 'l1', prompt: 'p', text: 'Because.' });
    await expect.element(page.getByText('Because.')).toBeVisible();
    await expectNoAxeFaults();
  });
});
