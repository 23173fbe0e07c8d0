import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { encodeModel } from '../../widgets/engines/inference/onnx/encode-model.ts';
import ModelLab from '../../widgets/model-lab/ModelLab.svelte';
import { endlessGraph } from '../engines/inference/endless-graph.ts';
import { giveFile } from './give-file.ts';
import {
  emptyPromise,
  externalData,
  fortyGigabytes,
  harmless,
  pictures,
  sevenAnswers,
  threeInputs,
  twelve,
} from './hostile-models.ts';

const slow = { timeout: 25_000 };
const show = () =>
  render(ModelLab, { data: '/widgets/model_lab.titanic.json', course: 'test', lesson: 'test', base: '/' });
const press = (name: string | RegExp) => page.getByRole('button', { name }).click(slow);
const give = (name: string, bytes: BlobPart) => giveFile(/Or a file of your own/, name, bytes);
const refusal = (text: RegExp) => expect.element(page.getByText(text), slow).toBeVisible();

describe('a model file of one’s own', () => {
  it('that takes seven numbers is asked through the form, explained, and joins the comparison', async () => {
    const { container } = await show();
    await give('harmless.onnx', harmless());
    await expect.element(page.getByText(/your file has \d+ B and is already here/), slow).toBeVisible();
    await press('Open the file');
    await press('Predict and explain');
    // It answers with its second number, which is 0 for the man that the form begins with.
    await expect
      .element(page.getByText(/^Answer of your model: fewer than 1 in 100 \(0 %\)/).first(), slow)
      .toBeVisible();
    expect(
      [...container.querySelectorAll('option')].filter(({ textContent }) => textContent?.startsWith('harmless.onnx')),
    ).toHaveLength(3);
  });

  it('that takes three numbers is asked through rows with columns x1 to x3', async () => {
    await show();
    await give('three.onnx', threeInputs());
    await press('Open the file');
    await page.getByLabelText(/the first line with the names/).fill('x1,x2,x3\n1,0.25,2');
    await press('Predict these rows');
    await expect
      .element(page.getByText(/^1 row: 0 with a probability of one half or more, 1 below/), slow)
      .toBeVisible();
  });

  it('is refused by name where it is truncated, huge, empty, made of other files or of a constant of 40 GB', async () => {
    await show();
    const whole = new Uint8Array(await (await fetch('/models/titanic-mlp.onnx')).arrayBuffer());
    await give('cut.onnx', whole.slice(0, 9000));
    await refusal(
      /cut\.onnx: expected a whole model in the ONNX format, found a file that ends too early, after 9\.00 kB/,
    );
    await give('huge.onnx', new Uint8Array(50_000_001));
    await refusal(/huge\.onnx: expected at most 50\.0 MB, found a file of 50\.0 MB/);
    await give('empty.onnx', '');
    await refusal(/empty\.onnx: expected a model in the ONNX format, found an empty file/);
    await give('external.onnx', externalData());
    await refusal(/external\.onnx: expected weights inside the file, found the constant "weights" in another file/);
    await give('promise.onnx', emptyPromise());
    await refusal(/promise\.onnx: .* found the constant "weights" of 10,000 million numbers, 40 GB as float32/);
    await expect.element(page.getByRole('button', { name: 'Download and start' })).toBeVisible();
  });

  it('is refused by name where it is foreign, of another shape or asks for 40 GB when it runs; then a good one loads', async () => {
    await show();
    const tryToOpen = async (name: string, bytes: BlobPart, text: RegExp) => {
      await give(name, bytes);
      await press('Open the file');
      await refusal(text);
    };
    await tryToOpen(
      'foreign.onnx',
      'This is no model.',
      /foreign\.onnx \(your own file\): expected a model in the ONNX format/,
    );
    await tryToOpen('pictures.onnx', pictures(), /expected one input "features", float32 \[rows, 3\].*\[N, 3, 8, 8\]/);
    await tryToOpen(
      'seven.onnx',
      sevenAnswers(),
      /found The model answered float32 \[1,7\] where float32 \[1, 1\] was expected/,
    );
    await tryToOpen(
      'forty.onnx',
      fortyGigabytes(),
      /expected a model that fits into the memory of a browser tab, found one that asks for more/,
    );
    await give('twelve.onnx', twelve());
    await press('Open the file');
    await press('Predict and explain');
    await refusal(/expected probabilities from 0 to 1, found the answer 12 for row 1/);
    await page.getByLabelText('Model', { exact: true }).selectOptions('titanic-mlp');
    await press('Download and start');
    await press('Predict and explain');
    await expect.element(page.getByText(/^Probability that the passenger survived/).first(), slow).toBeVisible();
  }, 60_000);

  it('that never answers is ended within 10 s; what was typed stays, and another model can be asked it', async () => {
    await show();
    await give('endless.onnx', encodeModel(endlessGraph));
    await press('Open the file');
    await expect.element(page.getByRole('button', { name: 'Predict and explain' }), slow).toBeVisible();
    await press(/A woman of 24, first class/);
    await page.getByLabelText(/the first line with the names/).fill('class');
    const started = performance.now();
    await press('Predict and explain');
    await refusal(/expected a sign of life within 8 s, found a run that does not end, which was ended/);
    expect(performance.now() - started).toBeLessThan(10_000);
    await page.getByLabelText('Model', { exact: true }).selectOptions('titanic-mlp');
    await press('Download and start');
    await press('Predict and explain');
    await expect
      .element(page.getByText(/^Probability that the passenger survived: about 83 in 100/).first(), slow)
      .toBeVisible();
    await expect.element(page.getByLabelText(/the first line with the names/)).toHaveValue('class');
  }, 60_000);
});
