import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { openRecord } from '../../widgets/engines/record/index.ts';
import CourseProgress from '../../widgets/progress/CourseProgress.svelte';
import LessonReport from '../../widgets/progress/report/LessonReport.svelte';
import { expectNoAxeFaults } from '../axe-faults.ts';
import { answer, chapters, freshCourse, rule, lessonTexts } from './a-course.ts';

describe('the pages of the record have no fault that axe can see', () => {
  it('CourseProgress before anything was done, and with a lesson complete', async () => {
    const course = freshCourse();
    await render(CourseProgress, { course, chapters, rule, reviewHref: '#review' });
    await expect.element(page.getByRole('link', { name: 'Begin: Strategies' })).toBeVisible();
    await expectNoAxeFaults();
    await answer(course, 'l1', true);
    await expect.element(page.getByText('Quiz: 1 of 1 question right.')).toBeVisible();
    await expectNoAxeFaults();
  });

  it('LessonReport empty, and with what was written', async () => {
    const course = freshCourse();
    await render(LessonReport, { course, lesson: lessonTexts });
    await expectNoAxeFaults();
    await (await openRecord()).append('reflectionWritten', course, { lesson: 'l1', prompt: 'p', text: 'Because.' });
    await expect.element(page.getByText('Because.')).toBeVisible();
    await expectNoAxeFaults();
  });
});
