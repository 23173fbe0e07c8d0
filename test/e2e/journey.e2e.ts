import { expect, type Locator, type Page, test } from '@playwright/test';
import { examplePassenger, predictInNode } from './node-prediction.ts';
import { expectAccessible, lessonPath, showAllInstruments, watchPage } from './site.ts';

const builder = (page: Page) => page.getByRole('region', { name: 'Build a deployment' });
const dashboard = (page: Page) =>
  page.locator('section.instrument', { has: page.getByRole('heading', { name: 'Your model, on this device' }) });
const quiz = (page: Page) => page.getByRole('region', { name: 'Quiz' });
const cards = (page: Page) => page.getByRole('region', { name: 'Flashcards' });
const reflection = (page: Page) => page.getByRole('region', { name: 'Reflection' });

async function openLesson(page: Page): Promise<void> {
  await page.goto(lessonPath);
  await showAllInstruments(page);
}

test('a student measures the model, and from then on the comparison runs on the measurement, also after a reload', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const faults = watchPage(page);
  await openLesson(page);
  const board = dashboard(page);
  await expect(
    board.getByText('Until you measure the model here, this recorded curve drives the comparison'),
  ).toBeVisible();
  await board.getByRole('button', { name: 'Load the model' }).click();
  await expect(board.getByText(/to download/)).toBeVisible();
  await board.getByRole('button', { name: 'Download and start' }).click();
  await expect(board.getByRole('button', { name: 'Predict', exact: true })).toBeVisible({ timeout: 30_000 });

  await board.getByRole('button', { name: examplePassenger.label }).click();
  await board.getByRole('button', { name: 'Predict', exact: true }).click();
  const shown = Number(await board.locator('data').first().getAttribute('value'));
  expect(Math.abs(shown - (await predictInNode(examplePassenger.features)))).toBeLessThan(1e-6);

  // Where the device was not steady nothing is kept, and the student measures again: the tests run on machines that do other work.
  const measured = board.getByText('Time of one call, measured on this device');
  const unsteady = board.locator('.note').filter({ hasText: /Nothing was kept/ });
  await expect(async () => {
    await board.getByRole('button', { name: 'Measure on this device' }).click();
    await expect(measured.or(unsteady)).toBeVisible({ timeout: 60_000 });
    await expect(measured).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 180_000 });
  // Device and number of timed calls stand beside the curve.
  const curve = board.getByRole('figure', { name: /measured on this device/ });
  await curve.locator('.chip.measured summary').first().click();
  await expect(curve.getByText(/Measured on .*cores.*timed calls/).first()).toBeVisible();
  await expectAccessible(page);

  await page.reload();
  await showAllInstruments(page);
  await expect(dashboard(page).getByText('Time of one call, measured on this device')).toBeVisible();
  expect(faults).toEqual([]);
});

test('a student moves a slider and the comparison is simulated again in the background', async ({ page }) => {
  await openLesson(page);
  const board = dashboard(page);
  const rows = board.getByRole('table').filter({ hasText: 'Origin' }).locator('tbody tr');
  await expect(rows).toHaveCount(6, { timeout: 30_000 });
  const before = await rows.allInnerTexts();
  const slider = board.getByRole('slider', { name: /Passengers to score/ });
  await slider.focus();
  await slider.press('End');
  await expect.poll(() => rows.allInnerTexts(), { timeout: 30_000 }).not.toEqual(before);
});

test('a student runs the same model as batch, real-time and streaming, and the runs stand side by side', async ({
  page,
}) => {
  const faults = watchPage(page);
  await openLesson(page);
  const tool = builder(page);
  for (const arrangement of ['Batch, cloud', 'Streaming, cloud', 'Real-time, cloud']) {
    await tool.getByRole('button', { name: arrangement, exact: true }).click();
    await tool.getByRole('button', { name: 'Run the simulation' }).click();
    await expect(tool.getByRole('button', { name: 'Cancel the run' })).toHaveCount(0, { timeout: 30_000 });
    await expect(tool.getByRole('region', { name: 'Results of the run' })).toBeVisible();
    await expect(tool.getByText('The pipeline has changed since this run')).toHaveCount(0);
  }
  const table = tool.getByRole('region', { name: 'Results of the run' }).getByRole('table');
  await expect(table.getByRole('columnheader', { name: /This run/ })).toBeVisible();
  await expect(table.getByRole('columnheader', { name: /Previous run/ })).toBeVisible();
  await expectAccessible(page);
  expect(faults).toEqual([]);
});

test('a student builds on the pipeline, reloads, and finds it as it was', async ({ page }) => {
  await openLesson(page);
  const tool = builder(page);
  await tool.getByLabel('Where to add').selectOption({ label: 'After model' });
  await tool.getByRole('button', { name: /^Add Model server/ }).click();
  const added = (of: Locator) => of.getByRole('button', { name: /^modelServer Model server/ });
  await expect(added(tool)).toBeVisible();
  await expect(tool.getByText(/Saved/)).toBeVisible();
  await page.reload();
  await showAllInstruments(page);
  await expect(added(builder(page))).toBeVisible();
});

test('a student answers the quiz, turns the cards and writes, reloads, and nothing is lost', async ({ page }) => {
  const faults = watchPage(page);
  await openLesson(page);
  const first = quiz(page).getByRole('group', { name: /A shop recomputes/ });
  await first.getByRole('radio', { name: 'After the next nightly job has published its table' }).check();
  await quiz(page).getByRole('button', { name: 'Check my answer' }).first().click();
  await expect(quiz(page).getByText('Saved.')).toBeVisible();
  const numeric = quiz(page).getByRole('group', { name: /busy 80 %/ });
  await numeric.getByRole('textbox').fill('125');
  await numeric.getByRole('textbox').press('Enter');
  await expect(quiz(page).getByText('Not right.')).toBeVisible();

  await cards(page).getByRole('button', { name: 'Show the answer' }).click();
  await cards(page).getByRole('button', { name: /^Easy/ }).click();
  await expect(cards(page).getByText('Card 2 of 9')).toBeVisible();

  const text = 'A stockroom count.\nNobody waits: <b>once a night</b> is enough.';
  await reflection(page).getByRole('textbox').first().fill(text);
  await expect(
    reflection(page)
      .getByText(/^Saved at/)
      .first(),
  ).toBeVisible();

  await page.reload();
  await showAllInstruments(page);
  await expect(quiz(page).getByText('You have answered 2 of the 5 questions, 1 of them right.')).toBeVisible();
  await expect(
    quiz(page).getByRole('radio', { name: 'After the next nightly job has published its table' }),
  ).toBeChecked();
  await expect(
    quiz(page)
      .getByRole('group', { name: /busy 80 %/ })
      .getByRole('textbox'),
  ).toHaveValue('125');
  await expect(cards(page).getByText('Card 1 of 8')).toBeVisible();
  await expect(reflection(page).getByRole('textbox').first()).toHaveValue(text);
  await expectAccessible(page);
  expect(faults).toEqual([]);
});

test('a missing model file is named in words, and everything else on the page goes on working', async ({ page }) => {
  await page.route('**/titanic-mlp.onnx', (route) => route.fulfill({ status: 404, body: 'gone' }));
  await openLesson(page);
  const board = dashboard(page);
  await board.getByRole('button', { name: 'Load the model' }).click();
  await board.getByRole('button', { name: 'Download and start' }).click();
  await expect(board.getByText('The model cannot be used. Everything else on this page goes on working.')).toBeVisible({
    timeout: 30_000,
  });
  await expect(board.getByText(/titanic-mlp\.onnx.*expected/)).toBeVisible();
  await expect(board.getByRole('table').filter({ hasText: 'Origin' }).locator('tbody tr')).toHaveCount(6, {
    timeout: 30_000,
  });
  await page.unroute('**/titanic-mlp.onnx');
  await board.getByRole('button', { name: 'Load the model again' }).click();
  await board
    .getByRole('button', { name: 'Download and start' })
    .or(board.getByRole('button', { name: 'Predict', exact: true }))
    .first()
    .click();
  await expect(board.getByRole('button', { name: 'Predict', exact: true })).toBeVisible({ timeout: 30_000 });
});

test("a widget's data file with faults is refused with where, expected, found and fix, and the page stays usable", async ({
  page,
}) => {
  await page.route('**/widgets/latency_cost.titanic.json', (route) =>
    route.fulfill({ json: { title: 'Broken', alternatives: 3 } }),
  );
  await page.route('**/widgets/deployment_pipeline.titanic.json', (route) => route.fulfill({ body: '{ "title": ' }));
  await page.goto(lessonPath);
  await showAllInstruments(page);
  await expect(page.getByText('This instrument cannot start: its data file has faults.')).toBeVisible();
  await expect(page.getByText(/alternatives: expected .*, found 3\./)).toBeVisible();
  await expect(
    page.getByText('The data file of this instrument has faults, so the built-in pipeline is shown instead.'),
  ).toBeVisible();
  await quiz(page).getByRole('radio').first().check();
  await quiz(page).getByRole('button', { name: 'Check my answer' }).first().click();
  await expect(quiz(page).getByText('Saved.')).toBeVisible();
});
