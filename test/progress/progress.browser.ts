import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { openRecord, recordKey } from '../../widgets/engines/record/index.ts';
import CourseProgress from '../../widgets/progress/CourseProgress.svelte';
import LessonStatus from '../../widgets/progress/LessonStatus.svelte';
import LessonReport from '../../widgets/progress/report/LessonReport.svelte';
import Resume from '../../widgets/progress/Resume.svelte';
import { answer, chapters, freshCourse, lessons, rule, lessonTexts } from './a-course.ts';

describe('CourseProgress', () => {
  it('shows a learner who has begun nothing where to begin and what the author advises to know first', async () => {
    await render(CourseProgress, { course: freshCourse(), chapters, rule, reviewHref: '#review' });
    await expect.element(page.getByText('0 of 2 lessons complete. No flashcard is due now.')).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Begin: Strategies' })).toHaveAttribute('href', '#l1');
    await expect.element(page.getByText('The author advises to know first: Strategies.')).toBeVisible();
  });

  it('follows the record: opened, passed, complete, next, due', async () => {
    const course = freshCourse();
    const record = await openRecord();
    await record.append('lessonOpened', course, { lesson: 'l1' });
    await render(CourseProgress, { course, chapters, rule, reviewHref: '#review' });
    await expect.element(page.getByRole('link', { name: 'Go on with: Strategies' })).toBeVisible();
    await answer(course, 'l1', true);
    await expect.element(page.getByText('Complete', { exact: true })).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Begin: Changing a model' })).toBeVisible();
    await vi.waitFor(() => expect(record.state().lessons.get(recordKey(course, 'l1'))?.completedAt).toBeDefined());
    await expect.element(page.getByRole('link', { name: /What you did/ })).toHaveAttribute('href', '#report-l1');
  });
});

describe('LessonStatus', () => {
  it('says at the foot of a lesson where the learner stands, and has the record say once that it is complete', async () => {
    const course = freshCourse();
    await render(LessonStatus, { course, lesson: lessons[0]!, rule, progressHref: '#progress' });
    await expect.element(page.getByText('Quiz: 1 question, none answered yet; 1 needed.')).toBeVisible();
    await answer(course, 'l1', true);
    await expect.element(page.getByText('Complete.', { exact: true })).toBeVisible();
    const record = await openRecord();
    const completions = () =>
      record
        .exportText()
        .split('\n')
        .filter((line) => line.includes('lessonCompleted') && line.includes(course));
    await vi.waitFor(() => expect(completions()).toHaveLength(1));
    await answer(course, 'l1', false);
    expect(completions()).toHaveLength(1);
  });
});

describe('Resume', () => {
  it('leads back to the lesson that was opened last, and is empty for who has not begun', async () => {
    const course = freshCourse();
    await render(Resume, { course, lessons, rule });
    await expect.element(page.getByRole('link')).not.toBeInTheDocument();
    await (await openRecord()).append('lessonOpened', course, { lesson: 'l2' });
    await expect
      .element(page.getByRole('link', { name: 'Go on with: Changing a model' }))
      .toHaveAttribute('href', '#l2');
  });
});

describe('LessonReport', () => {
  it('shows what was written with its line breaks, and offers it as a file and on paper', async () => {
    const course = freshCourse();
    await (await openRecord()).append('reflectionWritten', course, {
      lesson: 'l1',
      prompt: 'p',
      text: 'First.\nSecond.',
    });
    await render(LessonReport, { course, lesson: lessonTexts });
    await expect.element(page.getByText('First. Second.')).toBeVisible();
    expect(getComputedStyle(document.querySelector('blockquote')!).whiteSpaceCollapse).toBe('preserve');
    await expect.element(page.getByRole('button', { name: 'Save as Markdown' })).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Print' })).toBeVisible();
  });
});
