import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import LatencyCostDashboard from '../../../widgets/latency-cost-dashboard/LatencyCostDashboard.svelte';

const slow = { timeout: 50_000 };
let lesson = 0;

async function openPrices() {
  const shown = await render(LatencyCostDashboard, {
    ...{ data: '/widgets/latency_cost.titanic.json', course: 'test-course', lesson: `prices-${++lesson}`, base: '/' },
  });
  await page.getByRole('tab', { name: 'Prices', exact: true }).click(slow);
  await expect.element(page.getByLabelText('m5.xlarge USD an hour'), slow).toBeVisible();
  return shown;
}
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

afterEach(() => vi.restoreAllMocks());

describe('Prices', { timeout: 240_000 }, () => {
  it('changes nothing that is not its own, and nothing reads what is gone, whenever the page is left', async () => {
    // Svelte warns where state is changed that belongs to another component, and where something is computed for one that is no longer there.
    const warned = vi.spyOn(console, 'warn');
    for (const milliseconds of [0, 200]) {
      const shown = await openPrices();
      await page.getByLabelText('m5.xlarge USD an hour').fill('0.3');
      await userEvent.keyboard('{Tab}');
      await page.getByLabelText('Time of a request (ms)').fill('30');
      await page.getByLabelText('Hours of people a month').fill('3');
      await page.getByRole('button', { name: 'Back to the list prices' }).click();
      await wait(milliseconds);
      await shown.unmount();
      // Longer than a comparison is left to settle before it is kept.
      await wait(3500);
    }
    const shown = await openPrices();
    await page.getByLabelText('m5.xlarge USD an hour').fill('0.4');
    // The table goes while its field has the focus and what was typed has not been taken.
    await page.getByLabelText('Table', { exact: true }).selectOptions('functions');
    await page.getByLabelText('Table', { exact: true }).selectOptions('instances');
    await page.getByLabelText('m5.xlarge USD an hour').fill('0.5');
    document.querySelector<HTMLElement>('[data-section="figures"]')!.click();
    await wait(300);
    await shown.unmount();
    expect(warned.mock.calls.map((words) => String(words[0]).slice(0, 300))).toEqual([]);
  });
});
