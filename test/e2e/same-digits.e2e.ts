import { expect, test } from '@playwright/test';
import type { SimulationResult } from '../../widgets/engines/simulator/result.ts';
import { resultRows } from '../../widgets/deployment-pipeline-builder/result-rows.ts';
import { simulate } from '../tools/run-simulate.ts';
import { lessonPath, showAllInstruments } from './site.ts';

for (const arrangement of ['Real-time, cloud', 'Streaming, hybrid'])
  test(`every figure on the screen is what “npm run simulate” prints for the file that the page saves, digit for digit: ${arrangement}`, async ({
    page,
  }, info) => {
    await page.goto(lessonPath);
    await showAllInstruments(page);
    const builder = page.getByRole('region', { name: 'Build a deployment' });
    await builder.getByRole('button', { name: arrangement, exact: true }).click();
    await builder.getByRole('button', { name: 'Run the simulation' }).click();
    const results = builder.getByRole('region', { name: 'Results of the run' });
    await expect(results).toBeVisible({ timeout: 60_000 });

    const saved = page.waitForEvent('download');
    await builder.getByRole('button', { name: 'Download the scenario' }).click();
    const file = info.outputPath('scenario.json');
    await (await saved).saveAs(file);
    const { code, stdout } = await simulate([file, '--json']);
    expect(code).toBe(0);
    const printed = resultRows([JSON.parse(stdout) as SimulationResult]);

    const rows = results.getByRole('table').locator('tbody tr');
    await expect(rows).toHaveCount(printed.length);
    const shown = await rows.evaluateAll((all) =>
      all.map((row) => [row.querySelector('th')!.firstChild!.textContent, row.querySelector('td')!.textContent]),
    );
    expect(shown).toEqual(printed.map(({ label, values }) => [label, values[0]]));
    // A table of dashes would be equal too.
    expect(printed.filter(({ values }) => /\d/.test(values[0]!)).length).toBeGreaterThan(8);
  });
