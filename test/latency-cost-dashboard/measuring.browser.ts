import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import LatencyCostDashboard from '../../widgets/latency-cost-dashboard/LatencyCostDashboard.svelte';

const data = '/widgets/latency_cost.titanic.json';
const show = () => render(LatencyCostDashboard, { data, course: 'test-course', lesson: 'test-lesson', base: '/' });
const slow = { timeout: 20_000 };

async function loadModel() {
  await page.getByRole('button', { name: 'Load the model' }).click(slow);
  await page.getByRole('button', { name: 'Download and start' }).click();
  await expect.element(page.getByRole('button', { name: 'Predict' }), slow).toBeVisible();
}

/** Measures until the device was steady: the tests run on machines that do other work. */
async function measure() {
  const [measured, unsteady] = [
    page.getByText('Time of one call, measured on this device'),
    page.getByText(/^Single rows took .* Nothing was kept/),
  ];
  for (let left = 3; ; left--) {
    await page.getByRole('button', { name: /Measure/ }).click();
    await expect.poll(() => document.querySelector('.light'), slow).not.toBeNull();
    await expect
      .poll(() => measured.query() ?? unsteady.elements().find((one) => one.matches('.note')), { timeout: 60_000 })
      .toBeTruthy();
    if (measured.query() || left === 0) return;
  }
}

afterEach(() => vi.restoreAllMocks());

describe('LatencyCostDashboard on this device', () => {
  it('measures the model, draws the curve, runs the comparison on it, and shows it again after a reload', async () => {
    const first = await show();
    await loadModel();
    await measure();
    await expect.element(page.getByText('Time of one call, measured on this device')).toBeVisible();
    await expect.element(page.getByText(/The processor was/).first()).toBeVisible();
    await expect.element(page.getByText(/The clock moved in steps of/)).toBeVisible();
    await expect.element(page.getByText('What the start cost')).toBeVisible();
    await expect.poll(() => first.container.querySelector('.figures .chip.measured'), slow).not.toBeNull();
    const sizes = [...first.container.querySelectorAll('figure')].find((figure) =>
      figure.textContent.includes('Rows in one batch'),
    )!;
    expect([...sizes.querySelectorAll('tbody tr')].map((row) => row.children[0]!.textContent)).toEqual([
      '1',
      '2',
      '4',
      '8',
      '16',
      '32',
      '64',
    ]);
    await first.unmount();
    const again = await show();
    await expect.element(page.getByText('Time of one call, measured on this device'), slow).toBeVisible();
    await expect.poll(() => again.container.querySelector('.figures .chip.measured'), slow).not.toBeNull();
  }, 240_000);

  it('waits while another tab measures, says so, and begins when that one is over', async () => {
    let endOther = () => {};
    const other = new Promise<void>((resolve) => {
      endOther = resolve;
    });
    // A lock belongs to whoever asks first; that it is this page and not another tab makes no difference to it.
    void navigator.locks.request('slipway-measure', () => other);
    await show();
    await loadModel();
    await page.getByRole('button', { name: /Measure/ }).click();
    const waiting = page.getByText(/^Another measurement is under way.*Keep this page in view\.$/);
    await expect.element(waiting, slow).toBeVisible();
    endOther();
    await expect.element(page.getByText(/^Measuring batches of 1 to 64 rows/), slow).toBeVisible();
    await expect.element(waiting).not.toBeInTheDocument();
    await page.getByRole('button', { name: 'Cancel the measurement' }).click();
    await expect.element(page.getByText(/The measurement was cancelled/).first()).toBeVisible();
  });

  it('stops a measurement when the page is hidden, says so, and can predict afterwards', async () => {
    await show();
    await loadModel();
    await page.getByRole('button', { name: /Measure/ }).click();
    await expect.element(page.getByRole('button', { name: 'Cancel the measurement' })).toBeVisible();
    await expect.element(page.getByRole('slider', { name: /Round trip to the cloud/ })).toBeDisabled();
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    await expect.element(page.getByText(/was stopped because the page was hidden/).first(), slow).toBeVisible();
    await expect.element(page.getByRole('slider', { name: /Round trip to the cloud/ })).toBeEnabled();
    await page.getByRole('button', { name: 'Predict' }).click();
    await expect.element(page.getByText(/^Probability that the passenger survived/).first(), slow).toBeVisible();
  });
});
