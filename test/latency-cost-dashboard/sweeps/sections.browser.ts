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
    await page.getByRole('button', { name: 'Open this case (The weekend peak)' }).click(slow);
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

  it('Prices keeps people’s hours when the page is left, and refuses a currency of two letters', async () => {
    const shown = await open('Prices', 'own-costs');
    const currency = page.getByLabelText('Your currency', { exact: true });
    await currency.fill('EU', slow);
    await expect.element(page.getByText(/^Your currency: expected three capital letters/)).toBeVisible();
    await currency.fill('EUR');
    await page.getByLabelText('Hours of people a month').fill('73');
    // 73 hours a month of 730 at 80 USD are 192 USD a day.
    await expect.element(page.getByRole('cell', { name: '192 EUR' }).first()).toBeVisible();
    await new Promise((resolve) => setTimeout(resolve, 900));
    await shown.unmount();
    await show('own-costs');
    // The tab that was open is open again.
    await expect.element(page.getByLabelText('Hours of people a month'), slow).toHaveValue(73);
    await expect.element(currency).toHaveValue('EUR');
  });

  it('Sweeps reserves what is always there, beside the break-even of a reservation', async () => {
    await open('Sweeps', 'reserved');
    await page.getByLabelText('Number', { exact: true }).first().selectOptions('components.model.reserved', slow);
    await page.getByRole('button', { name: 'Run the sweep' }).click();
    // Two machines that are always on: the break-even of a discount of 35 % is 65 % of the time.
    await expect
      .element(
        page
          .getByText(/^It costs least to reserve 2 of at most 2 \(100.* pays where it is wanted for more than 65/)
          .first(),
        slow,
      )
      .toBeVisible();
    await expect
      .element(page.getByRole('img', { name: /^Machines above the line are cheaper reserved/ }))
      .toBeVisible();
  });

  it('Availability says 43 minutes for three nines, and the simulation agrees or says by how much not', async () => {
    await open('Availability', 'availability');
    const gateway = page.getByRole('group', { name: 'gateway', exact: true });
    const model = page.getByRole('group', { name: 'model', exact: true });
    await page.getByLabelText('Zones fail too').click(slow);
    await gateway.getByLabelText('Requests').selectOptions('can do without it');
    await model.getByLabelText('Replicas').fill('1');
    await model.getByLabelText(/^Mean time between failures/).fill('999');
    await model.getByLabelText(/^Mean time to repair/).fill('60');
    await expect.element(page.getByText('43.2 minutes down in 30 days.', { exact: false })).toBeVisible();
    await expect.element(page.getByText('A(model) = 0.999', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Simulate these outages' }).click();
    await expect.element(page.getByText(/^Simulated, .*The arithmetic says 43\.2/).first(), slow).toBeVisible();
    await expect.element(page.getByRole('columnheader', { name: 'Up, simulated' })).toBeVisible();
  });

  it('Availability refuses a number at its field, keeps what was typed while another tab is looked at, and can be undone', async () => {
    await open('Availability', 'availability-fields');
    const model = page.getByRole('group', { name: 'model', exact: true });
    const replicas = model.getByLabelText('Replicas');
    await replicas.fill('2.5', slow);
    await expect
      .element(page.getByText('Replicas: expected a whole number from 1 to 20, found 2.5. It stays 2.'))
      .toBeVisible();
    await page.getByRole('tab', { name: 'Figures' }).click();
    await page.getByRole('tab', { name: 'Availability' }).click();
    await expect.element(replicas).toHaveValue(2.5);
    await replicas.fill('5');
    await expect.element(page.getByText(/^Replicas: expected/)).not.toBeInTheDocument();
    await page.getByRole('button', { name: 'Undo the last change' }).click();
    await expect.element(replicas).toHaveValue(2);
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
