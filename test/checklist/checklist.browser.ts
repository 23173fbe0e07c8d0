import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import Checklist from '../../widgets/checklist/Checklist.svelte';
import { makeTasks } from '../../widgets/checklist/task.ts';

const tasks = makeTasks(['Train it', 'Ship it']);
const show = (lesson: string, kind: 'tasks' | 'deliverables' = 'tasks') =>
  render(Checklist, { course: 'c', lesson, title: 'Tasks', kind, tasks });

describe('Checklist', () => {
  it('keeps a tick, says so, keeps it apart from the other list of the lesson, and forgets it when it is taken back', async () => {
    const lesson = `checklist-test-${crypto.randomUUID()}`;
    const first = await show(lesson);
    await expect.element(page.getByText('0 of 2 done.')).toBeVisible();
    await page.getByLabelText('Ship it').click();
    await expect.element(page.getByText('1 of 2 done. Saved.')).toBeVisible();
    await first.unmount();
    const second = await show(lesson);
    await expect.element(page.getByLabelText('Ship it')).toBeChecked();
    page.getByLabelText('Ship it').element().focus();
    await userEvent.keyboard(' ');
    await expect.element(page.getByText('0 of 2 done.')).toBeVisible();
    await second.unmount();
    await show(lesson, 'deliverables');
    await expect.element(page.getByText('0 of 2 done.')).toBeVisible();
    await expect.element(page.getByLabelText('Ship it')).not.toBeChecked();
  });
});
