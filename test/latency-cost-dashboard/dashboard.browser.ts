import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { runtimeBytes } from '../../widgets/engines/inference/client.ts';
import { formatBytes } from '../../widgets/kit/format.ts';
import LatencyCostDashboard from '../../widgets/latency-cost-dashboard/LatencyCostDashboard.svelte';

const dataUrl = '/widgets/latency_cost.titanic.json';
const show = (data: string | null = dataUrl) =>
  render(LatencyCostDashboard, { data, course: 'test-course', lesson: 'test-lesson', base: '/' });
const slow = { timeout: 20_000 };

const figures = '.figures .every table.data';

/** The text of a cell of the table of all deployments. */
function cell(container: Element, deployment: string, column: number): string {
  const rows = [...(container.querySelector(figures)?.querySelectorAll('tbody tr') ?? [])];
  return rows.find((row) => row.children[0]?.textContent === deployment)?.children[column]?.textContent ?? '';
}

describe('LatencyCostDashboard', () => {
  it('compares six deployments in the simulator and names the cheapest within the limit', async () => {
    const { container } = await show();
    await expect
      .element(
        page.getByText(
          /^The cheapest that answers 95 in 100 within 200 ms is Real-time, edge|^The cheapest that answers 95 in 100 within 200 ms is Streaming, edge/,
        ),
        slow,
      )
      .toBeVisible();
    await expect.poll(() => container.querySelectorAll(`${figures} tbody tr`).length, slow).toBe(6);
    expect(container.querySelectorAll(`${figures} tbody .chip.simulated`)).toHaveLength(6);
    expect(container.querySelector('.figures .chip.recorded')).not.toBeNull();
  });

  it('runs again when a slider moves, keeps the old numbers until then, and answers with the new ones', async () => {
    const { container } = await show();
    const median = () => Number.parseFloat(cell(container, 'Real-time, cloud', 1));
    await expect.poll(median, slow).toBeGreaterThan(40);
    const seen: number[] = [];
    const observer = new MutationObserver(() => seen.push(median()));
    observer.observe(container, { subtree: true, childList: true, characterData: true });
    const slider = page.getByRole('slider', { name: /Round trip to the cloud/ });
    (slider.element() as HTMLInputElement).focus();
    await userEvent.keyboard('{End}');
    await expect.poll(median, slow).toBeGreaterThan(700);
    observer.disconnect();
    // Never empty (NaN) and never anything between the two: 45 ms there and back, then 800 ms, each with the model's time.
    expect(seen.filter((one) => !(one > 40 && one < 60) && !(one > 700 && one < 900))).toEqual([]);
    // Whoever is late on a busy machine is shown when it comes.
    await expect.poll(() => cell(container, 'Real-time, edge', 1), slow).toMatch(/ms/);
  });

  it('loads the real model after showing its size, and answers a passenger in words', async () => {
    const { container } = await show();
    await page.getByRole('button', { name: 'Load the model' }).click(slow);
    const size = `${formatBytes(runtimeBytes.compressed)} to download (${formatBytes(runtimeBytes.raw)} unpacked)`;
    await expect.poll(() => container.textContent).toContain(size);
    expect(performance.getEntriesByType('resource').filter(({ name }) => name.includes('.wasm'))).toEqual([]);
    await page.getByRole('button', { name: 'Download and start' }).click();
    await expect.element(page.getByRole('button', { name: 'Predict' }), slow).toBeVisible();
    await page.getByRole('button', { name: /A woman of 24, first class/ }).click();
    await page.getByRole('button', { name: 'Predict' }).click();
    const answer = page.getByText(/^Probability that the passenger survived: about \d+ in 100/);
    await expect.element(answer, slow).toBeVisible();
    const woman = Number(/about (\d+) in/.exec(answer.element().textContent)![1]);
    await page.getByRole('button', { name: /A man of 32, third class/ }).click();
    await page.getByRole('button', { name: 'Predict' }).click();
    await expect.poll(() => Number(/about (\d+) in/.exec(answer.element().textContent)![1]), slow).toBeLessThan(woman);
  });

  it('takes a curve from a file as recorded elsewhere, and refuses one that is none without losing what is shown', async () => {
    const { container } = await show();
    const input = page.getByLabelText('Open a curve');
    await expect.element(input, slow).toBeInTheDocument();
    await input.upload(new File(['{"model": "other"}'], 'wrong.json', { type: 'application/json' }));
    await expect.element(page.getByText(/^wrong\.json: points: expected/)).toBeVisible();
    const curve = await (await fetch('/models/titanic-mlp.curve.json')).json();
    const theirs = { ...curve, source: 'measured', device: 'Another desk, 8 cores' };
    await input.upload(new File([JSON.stringify(theirs)], 'theirs.json', { type: 'application/json' }));
    await expect.poll(() => container.textContent, slow).toContain('Recorded on Another desk, 8 cores');
    expect(container.textContent).toContain('Time of one call, recorded on another device');
    await expect.element(page.getByText(/^wrong\.json/)).not.toBeInTheDocument();
  });

  it('scales the curve to other hardware, labelled as assumed with its source', async () => {
    const { container } = await show();
    await page
      .getByLabelText('Hardware that the model runs on')
      .selectOptions('A mid-tier phone, in place of a fast desktop', slow);
    await expect.element(page.getByText(/Every time is taken 4 times \(the source says 2 to 10\)/)).toBeVisible();
    await expect
      .poll(
        () => [...container.querySelectorAll('.figures .chip.assumed')].map((chip) => chip.textContent).join(' '),
        slow,
      )
      .toContain('A mid-tier phone, in place of a fast desktop: 4 times what was timed on');
  });

  it('names a missing data file, what to do, and that the lesson is not affected', async () => {
    await show('/widgets/not-there.json');
    await expect
      .element(page.getByText(/its data file has faults. The rest of the lesson is not affected/), slow)
      .toBeVisible();
    await expect.element(page.getByText(/not-there\.json: expected/)).toBeVisible();
  });

  it('lists every fault of a wrong data file', async () => {
    const wrong = URL.createObjectURL(
      new Blob([JSON.stringify({ titel: 'A slip', model: 'titanic-mlp', limitSeconds: -1, alternatives: [] })]),
    );
    await show(wrong);
    await expect.element(page.getByText(/Did you mean "title"\?/), slow).toBeVisible();
    await expect.element(page.getByText(/limitSeconds: expected more than 0, found -1/)).toBeVisible();
    await expect.element(page.getByText(/alternatives: expected at least 1 in the list/)).toBeVisible();
  });

  it('says that a lesson which names no data file has to', async () => {
    await show(null);
    await expect.element(page.getByText(/expected the address of a data file, found nothing/), slow).toBeVisible();
  });
});
