import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import PipelineBuilder from '../../widgets/deployment-pipeline-builder/PipelineBuilder.svelte';
import { openRecord, recordKey } from '../../widgets/engines/record/index.ts';
import { button, line, listed, said, showBuilder, titanicFile } from './on-page.ts';
import { roundCurve } from './round-curve.ts';

const kept = async (course: string, widget = titanicFile) =>
  (await openRecord()).state().pipelines.get(recordKey(course, 'l', widget));
const fileOf = (content: string) => URL.createObjectURL(new Blob([content], { type: 'application/json' }));

describe('PipelineBuilder and the learner’s record', () => {
  it('keeps edits, says so when they are on the disk, and takes them up again', async () => {
    const { course, unmount } = await showBuilder();
    await button('Streaming, cloud').click();
    await line('log').click();
    await page.getByLabelText('Partitions of log').fill('6');
    await userEvent.keyboard('{Tab}');
    await expect.element(page.getByText('Saved in this browser.')).toBeVisible();
    expect((await kept(course))?.scenario).toMatchObject({ components: [{}, { id: 'log', partitions: 6 }, {}] });
    await unmount();
    await showBuilder({ course });
    expect(listed()).toEqual(['passengers', 'log', 'scorer']);
    await expect.element(page.getByText('Your pipeline is as you left it.').first()).toBeVisible();
    await line('log').click();
    await expect.element(page.getByLabelText('Partitions of log')).toHaveValue(6);
  });

  it('keeps the pipelines of two builders with one data file on one page apart', async () => {
    const { course } = await showBuilder();
    await button('Batch, cloud').click();
    await expect.element(page.getByText('Saved in this browser.')).toBeVisible();
    const second = await render(PipelineBuilder, { data: titanicFile, course, lesson: 'l', base: '/' });
    const tool = page.elementLocator(second.container);
    await tool.getByRole('button', { name: 'Streaming, cloud' }).click();
    await expect.element(tool.getByText('Saved in this browser.')).toBeVisible();
    expect(await kept(course)).toMatchObject({ scenario: { title: 'Titanic: batch in the cloud' } });
    expect(await kept(course, `${titanicFile} (2)`)).toMatchObject({
      scenario: { title: expect.stringMatching(/stream/i) },
    });
  });

  it('writes the last edit when it is left at once', async () => {
    const { course, unmount } = await showBuilder();
    await button('Batch, cloud').click();
    await unmount();
    await expect.poll(() => kept(course)).toMatchObject({ scenario: { title: 'Titanic: batch in the cloud' } });
  });

  it('keeps the pipelines of two lessons apart, and takes up what was kept before lessons had their own', async () => {
    const course = `course-${crypto.randomUUID()}`;
    const record = await openRecord();
    const old = { components: [{ id: 'old', kind: 'gateway' }] };
    await record.append('pipelineEdited', course, { widget: titanicFile, scenario: old });
    const { unmount } = await showBuilder({ course });
    expect(listed()).toEqual(['old']);
    await button('Batch, cloud').click();
    await unmount();
    await expect.poll(() => kept(course)).toMatchObject({ scenario: { title: 'Titanic: batch in the cloud' } });
    const { unmount: leave } = await showBuilder({ course, lesson: 'another' });
    expect(listed()).toEqual(['old']);
    await leave();
  });

  it('records each run with its scenario and its figures', async () => {
    const { course } = await showBuilder();
    await button('Run the simulation').click();
    await said(/^The run has finished/);
    const experiment = (await openRecord()).state().experiments.get(recordKey(course, titanicFile));
    expect(experiment).toMatchObject({ lesson: 'l', scenario: { title: 'Real-time' } });
    expect(experiment?.summary.p95SojournSeconds).toBeCloseTo(0.04, 3);
  });

  it('runs on the curve that the learner measured, says where it comes from, and cannot run without one', async () => {
    // A model of its own, because a measured curve holds for the model everywhere in this browser.
    const text = await (await fetch(titanicFile)).text();
    const data = fileOf(text.replaceAll('titanic-mlp', 'bench-mlp'));
    const first = await showBuilder({ data });
    await expect.element(page.getByText(/the model “bench-mlp”, which is not known here/)).toBeVisible();
    await expect.element(button('Run the simulation')).toBeDisabled();
    await first.unmount();
    const curve = { ...roundCurve, model: 'bench-mlp', source: 'measured', device: 'This very device' } as const;
    await (await openRecord()).append('modelMeasured', 'other', curve);
    const { course } = await showBuilder({ data });
    await expect.element(page.getByText('measured', { exact: true }).first()).toBeVisible();
    await button('Run the simulation').click();
    await said(/^The run has finished/);
    // 40 ms for the network and 11 ms, the mean of the samples, for the call: no request is faster than 50 ms.
    const { summary } = (await openRecord()).state().experiments.get(recordKey(course, data))!;
    expect(summary.meanSojournSeconds).toBeGreaterThan(0.05);
  });
});

describe('PipelineBuilder and its data file', () => {
  it('shows every fault of a wrong file, goes on with the built-in pipeline, and leaves alone what was kept', async () => {
    const wrong = fileOf(JSON.stringify({ tittle: 'No', model: 'm', scenario: { components: [] } }));
    const { course } = await showBuilder({ data: wrong });
    await expect.element(page.getByText(/title: expected text, found nothing\. Add "title"\./)).toBeVisible();
    await expect.element(page.getByText(/Did you mean "title"\?/)).toBeVisible();
    expect(listed()).toEqual(['users', 'gateway', 'model']);
    await button('Run the simulation').click();
    await said(/^The run has finished/);
    expect(await kept(course, wrong)).toBeUndefined();
  });

  it.each([
    ['a file that is not there', '/widgets/nothing-here.json', /nothing-here\.json: expected /],
    ['a file that is not JSON', fileOf('{ "title": '), /expected JSON, found /],
  ])('says what is wrong with %s', async (_, data, sentence) => {
    await showBuilder({ data });
    await expect.element(page.getByText(sentence)).toBeVisible();
    expect(listed()).toEqual(['users', 'gateway', 'model']);
  });

  it('works without a file', async () => {
    await showBuilder({ data: null });
    expect(document.querySelector('.error-note')).toBeNull();
    expect(listed()).toEqual(['users', 'gateway', 'model']);
  });
});
