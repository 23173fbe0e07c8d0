import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import LatencyCostDashboard from '../../../widgets/latency-cost-dashboard/LatencyCostDashboard.svelte';

const slow = { timeout: 50_000 };
const show = (lesson: string) =>
  render(LatencyCostDashboard, {
    data: '/widgets/latency_cost.titanic.json',
    course: 'test-course',
    lesson,
    base: '/',
  });

async function open(tab: string, lesson = 'sections') {
  const shown = await show(lesson);
  await page.getByRole('tab', { name: tab, exact: true }).click(slow);
  return shown;
}

describe('the sections of the dashboard', { timeout: 90_000 }, () => {
  it('Sweeps runs a sweep in the workers, names the cheapest, and keeps it while another tab is looked at', async () => {
    await open('Sweeps');
    await page.getByLabelText('To', { exact: true }).first().fill('6', slow);
    await page.getByRole('button', { name: 'Run the sweep' }).click();
    await expect
      .element(page.getByText(/^(The cheapest that meets the objectives is|No point of this sweep meets)/), slow)
      .toBeVisible();
    await expect.element(page.getByRole('img', { name: /points meet the objectives/ }).first()).toBeVisible();
    await page.getByRole('tab', { name: 'Figures' }).click();
    await page.getByRole('tab', { name: 'Sweeps' }).click();
    await expect
      .element(page.getByText(/^(The cheapest that meets the objectives is|No point of this sweep meets)/))
      .toBeVisible();
  });

  it('Sweeps refuses a range at its field, and draws a map of two numbers', async () => {
    await open('Sweeps');
    const to = page.getByLabelText('To', { exact: true }).first();
    await to.fill('0', slow);
    await expect.element(page.getByText(/^To: expected/).first()).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Run the sweep' })).toBeDisabled();
    await to.fill('4');
    const second = page.getByLabelText('Number', { exact: true }).nth(1);
    await second.selectOptions(second.element().querySelectorAll('option')[2]!);
    await page.getByRole('button', { name: 'Run the sweep' }).click();
    await expect.element(page.getByText('Hatched: an objective is missed.', { exact: false }), slow).toBeVisible();
  });

  it('Cases opens a case in place of the comparison', async () => {
    await open('Cases', 'cases');
    await page.getByRole('button', { name: 'Open this case: The weekend peak' }).click(slow);
    await expect.element(page.getByText('This case is open.'), slow).toBeVisible();
  });

  it('Prices refuses a price out of range at its field, and takes one that is within', async () => {
    await open('Prices', 'prices');
    const price = page.getByLabelText('m5.xlarge USD an hour');
    await price.fill('5000', slow);
    await userEvent.keyboard('{Tab}');
    await expect.element(page.getByText(/m5\.xlarge USD an hour: expected/)).toBeVisible();
    await price.fill('0.3');
    await userEvent.keyboard('{Tab}');
    await expect.element(page.getByText('1 price is yours.', { exact: false })).toBeVisible();
    await page.getByRole('button', { name: 'Back to the list prices' }).click();
    await expect.element(page.getByText('All prices are as listed.', { exact: false })).toBeVisible();
  });

  it('Availability says 43 minutes for three nines, and the simulation agrees or says by how much not', async () => {
    await open('Availability', 'availability');
    for (const [label, value] of [
      ['Entrance up (%)', '100'],
      ['Network up (%)', '100'],
      ['A zone up (%)', '99.9'],
      ['A machine up (%)', '100'],
    ] as const)
      await page.getByLabelText(label).fill(value, slow);
    await expect.element(page.getByText('43.2 minutes down in 30 days.', { exact: false })).toBeVisible();
    await page.getByRole('button', { name: 'Simulate this chain' }).click();
    await expect.element(page.getByText(/^Simulated, .*The arithmetic says 43\.2/).first(), slow).toBeVisible();
  });

  it('Now, soon, later runs a choice and says what it came to', async () => {
    await open('Now, soon, later', 'urgency');
    await page.getByRole('button', { name: 'Later', exact: true }).first().click(slow);
    await expect.element(page.getByText(/Not this one\. Too late: /).first(), slow).toBeVisible();
  });

  it('Share and print shows a page to print with the figures', async () => {
    await open('Share and print', 'sharing');
    await page.getByRole('button', { name: 'One page to print' }).click(slow);
    await expect.element(page.getByRole('dialog')).toBeVisible();
    await expect.element(page.getByRole('dialog').getByText('Where the numbers come from')).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).click();
  });
});
