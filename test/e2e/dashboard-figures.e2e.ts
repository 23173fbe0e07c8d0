import { readFileSync, writeFileSync } from 'node:fs';
import { expect, type Locator, test } from '@playwright/test';
import type { SimulationResult } from '../../widgets/engines/simulator/result.ts';
import { measures } from '../../widgets/latency-cost-dashboard/comparing/measures.ts';
import { simulate } from '../tools/run-simulate.ts';
import { lessonPath, showAllInstruments } from './site.ts';

test('every figure of an alternative in the dashboard is the command line’s for the scenario that the page lets download', async ({
  page,
}, testInfo) => {
  await page.goto(lessonPath);
  await showAllInstruments(page);
  const table = page.getByRole('table').filter({ hasText: 'Origin' });
  await expect(page.getByRole('button', { name: 'Run twice as long' })).toBeEnabled({ timeout: 60_000 });
  const headings = await table.locator('thead th').allInnerTexts();
  const save = async (button: Locator, name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    writeFileSync(testInfo.outputPath(name), readFileSync(await download.path()));
    return testInfo.outputPath(name);
  };
  for (const label of ['Real-time, cloud', 'Batch, edge', 'Streaming, cloud']) {
    await page.getByRole('button', { name: `Change ${label}`, exact: true }).click();
    const scenario = await save(page.getByRole('button', { name: 'Download this scenario' }), 'scenario.json');
    const curve = await save(page.getByRole('button', { name: /^Download at-.*\.curve\.json/ }), 'curve.json');
    const { stdout, stderr } = await simulate([scenario, '--curve', curve, '--json']);
    expect(stdout, stderr).not.toBe('');
    const result = JSON.parse(stdout) as SimulationResult;
    const cells = await table
      .locator('tbody tr')
      .filter({ has: page.getByRole('rowheader', { name: label, exact: true }) })
      .locator('th, td')
      .allInnerTexts();
    for (const { label: heading, format, of } of measures) {
      const at = headings.indexOf(heading);
      if (at < 0) continue;
      const value = of(result);

      // “46.8 ± 0.021 ms” is 46.8 ms with half its interval.
      expect(cells[at]!.replace(/ ± [\d.e-]+/u, ''), `${label}, ${heading}`).toBe(value === null ? '–' : format(value));
    }
    await page.getByRole('button', { name: `Change ${label}`, exact: true }).click();
  }
});
