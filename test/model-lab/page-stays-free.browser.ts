import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import ModelLab from '../../widgets/model-lab/ModelLab.svelte';
import { rowLimit } from '../../widgets/model-lab/rows/read-table.ts';
import { giveFile } from './give-file.ts';
import { longestTaskMs } from '../kit/thread-tasks.ts';

const slow = { timeout: 40_000 };

/** A table with outcomes, its rows in no order that could help. */
function tableOf(rowCount: number): string {
  const lines = Array.from({ length: rowCount }, (_, row) =>
    [
      1 + (row % 3),
      row % 2,
      (row % 80) + 0.5,
      row % 4,
      row % 3,
      (row % 5000) / 10,
      row % 3,
      row % 7 === 0 ? 1 : 0,
    ].join(','),
  );
  return ['class,sex,age,siblingsAndSpouses,parentsAndChildren,fare,port,outcome', ...lines].join('\n');
}

const show = () =>
  render(ModelLab, {
    data: '/widgets/model_lab.titanic.json',
    course: 'test-course',
    lesson: 'test-lesson',
    base: '/',
  });

describe('The lab leaves the page’s thread free', () => {
  it('while it reads, scores and reports as many rows as it takes: no task over 50 ms', async () => {
    await show();
    await page.getByRole('button', { name: 'Download and start' }).click(slow);
    await expect.element(page.getByRole('button', { name: 'Predict and explain' }), slow).toBeVisible();
    const longest = await longestTaskMs(async () => {
      await giveFile(/Or a CSV file/, 'rows.csv', tableOf(rowLimit));
      const report = page.getByText(/Held against your column of outcomes, .* of 20000 are right/);
      await expect.element(report, slow).toBeVisible();
    });
    expect(longest).toBeLessThan(50);
  }, 120_000);

  it('while it compares two models over all held-out rows: no task over 50 ms', async () => {
    const { container } = await show();
    await expect.element(page.getByRole('button', { name: 'Compare them' }), slow).toBeVisible();
    await page.getByLabelText('Second model').selectOptions('titanic-trees');
    const longest = await longestTaskMs(async () => {
      await page.getByRole('button', { name: 'Compare them' }).click(slow);
      await expect.poll(() => container.querySelectorAll('figure svg[role="img"]').length, slow).toBe(1);
    });
    expect(longest).toBeLessThan(50);
  }, 120_000);
});
