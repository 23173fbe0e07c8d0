import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import LatencyCostDashboard from '../../widgets/latency-cost-dashboard/LatencyCostDashboard.svelte';
import { withoutProvenance } from './without-provenance.ts';

const slow = { timeout: 60_000 };
let lesson = 0;

/** The dashboard with a section open, in a lesson of its own. */
async function open(section: string) {
  const shown = await render(LatencyCostDashboard, {
    ...{ data: '/widgets/latency_cost.titanic.json', course: 'test-course', lesson: `origins-${++lesson}`, base: '/' },
  });
  await expect.element(page.getByRole('button', { name: 'Run twice as long' }), slow).toBeEnabled();
  await page.getByRole('tab', { name: section, exact: true }).click();
  await expect.element(page.getByText('Loading this view.'), slow).not.toBeInTheDocument();
  return shown;
}
const press = (name: string | RegExp) => page.getByRole('button', { name }).click(slow);

/** Numbers that the panel of the section shows, so that a walk over an empty page is noticed. */
const digits = (container: Element) =>
  container.querySelector('[role="tabpanel"]')!.textContent.match(/\d+/g)?.length ?? 0;

describe('no number stands without its origin', { timeout: 240_000 }, () => {
  it('in Sweeps before one, while one runs, after one of one number, of the reserved machines and of two', async () => {
    const { container } = await open('Sweeps');
    expect(withoutProvenance(container)).toEqual([]);
    // A map of 1600 points of 1000 replications takes more than a minute anywhere.
    const [first, second] = [0, 1].map((at) => page.getByLabelText('Number', { exact: true }).nth(at));
    await second!.selectOptions('components.model.concurrency');
    await page.getByLabelText('Values').last().selectOptions('in equal steps');
    await page.getByLabelText('To', { exact: true }).last().fill('40');
    await page.getByLabelText('Step').last().fill('1');
    await page.getByLabelText('Replications of each point').fill('1000');
    await press('Run the sweep');
    await expect.element(page.getByRole('button', { name: 'Run it all the same' }), slow).toBeVisible();
    expect(withoutProvenance(container), 'announced').toEqual([]);
    await press('Run it all the same');
    await expect.element(page.getByRole('progressbar', { name: 'Points that have run' }), slow).toBeVisible();
    expect(withoutProvenance(container), 'while it runs').toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).last().click();
    await expect.element(page.getByText(/^Cancelled (after|before)/), slow).toBeVisible();
    expect(withoutProvenance(container), 'cancelled').toEqual([]);
    await page.getByLabelText('Replications of each point').fill('3');
    await second!.selectOptions('None');
    await page.getByLabelText('To', { exact: true }).first().fill('4');
    await press('Run the sweep');
    await expect
      .element(page.getByText(/^(The cheapest that meets|No point of this sweep)/).first(), slow)
      .toBeVisible();
    expect(withoutProvenance(container), 'of one number').toEqual([]);
    expect(digits(container)).toBeGreaterThan(60);
    await first!.selectOptions('components.model.reserved');
    await press('Run the sweep');
    await expect.element(page.getByText(/^It costs least to reserve/).first(), slow).toBeVisible();
    expect(withoutProvenance(container), 'of reserved machines').toEqual([]);
    await second!.selectOptions('components.model.replicas');
    await page.getByLabelText('To', { exact: true }).last().fill('3');
    await press('Run the sweep');
    await expect.element(page.getByText('Hatched: an objective is missed.', { exact: false }), slow).toBeVisible();
    await expect
      .element(page.getByText(/^(The cheapest that meets|No point of this sweep)/).first(), slow)
      .toBeVisible();
    expect(withoutProvenance(container), 'of two numbers').toEqual([]);
  });

  it('in any of the views, after what they run', async () => {
    const { container } = await open('Views');
    const views = [
      'Latency',
      'Cost',
      'Latency against cost',
      'Course of a run',
      'Freshness',
      'Carbon',
      'Load',
      'Error budget',
    ];
    for (const view of views) {
      await page.getByRole('radio', { name: view, exact: true }).click({ force: true });
      const button = { Load: 'Raise the load until it saturates', 'Error budget': 'Watch this budget' }[view];
      if (button) {
        await press(button);
        await expect.element(page.getByRole('button', { name: button }), slow).toBeVisible();
      }
      await expect.poll(() => container.querySelector('[role="tabpanel"] figure.chart svg'), slow).not.toBeNull();
      expect(withoutProvenance(container), view).toEqual([]);
      expect(digits(container), view).toBeGreaterThan(10);
    }
  });

  it('in Cases, with a case open and its figures', async () => {
    const { container } = await open('Cases');
    await press('Open this case (The weekend peak)');
    await expect.element(page.getByText('This case is open.'), slow).toBeVisible();
    await expect.poll(() => document.querySelector('[role="tabpanel"][aria-busy="false"]'), slow).not.toBeNull();
    expect(withoutProvenance(container)).toEqual([]);
    await page.getByRole('tab', { name: 'Figures', exact: true }).click();
    await expect.poll(() => digits(container), slow).toBeGreaterThan(20);
    expect(withoutProvenance(container)).toEqual([]);
  });

  it('in Prices, with prices of the student’s own, people, a currency, and what was refused', async () => {
    const { container } = await open('Prices');
    const price = page.getByLabelText('m5.xlarge USD an hour');
    await price.fill('0.25', slow);
    await page.getByLabelText('Hours of people a month').fill('20');
    await page.getByLabelText('Your currency', { exact: true }).fill('EUR');
    await page.getByLabelText('Of your currency for a dollar').fill('0.9');
    await page.getByLabelText('Power and memory too').click();
    await expect.element(page.getByText('yours; listed: 0.192', { exact: false })).toBeVisible();
    expect(withoutProvenance(container)).toEqual([]);
    await price.fill('5000');
    await page.getByLabelText('Hours of people a month').fill('-1');
    await page.getByLabelText('Time of a request (ms)').fill('-1');
    expect(withoutProvenance(container), 'refused').toEqual([]);
    for (const table of [
      'functions',
      'gateways',
      'logs',
      'storage',
      'discounts',
      'providers',
      'regions',
      'egress',
      'publicIpv4',
    ]) {
      await page.getByLabelText('Table', { exact: true }).selectOptions(table);
      expect(withoutProvenance(container), table).toEqual([]);
    }
  });

  it('in Availability, composed, refused, simulated and of other values', async () => {
    const { container } = await open('Availability');
    expect(withoutProvenance(container)).toEqual([]);
    expect(digits(container)).toBeGreaterThan(60);
    const replicas = page.getByRole('group', { name: 'model', exact: true }).getByLabelText('Replicas');
    await replicas.fill('99');
    expect(withoutProvenance(container), 'refused').toEqual([]);
    await replicas.fill('3');
    await press('Simulate these outages');
    await expect.element(page.getByText(/^Simulated, .* minutes in 30 days/).first(), slow).toBeVisible();
    expect(withoutProvenance(container), 'simulated').toEqual([]);
    await replicas.fill('1');
    await expect.element(page.getByText(/^Of other values: Simulated/).first()).toBeVisible();
    expect(withoutProvenance(container), 'of other values').toEqual([]);
  });

  it('in Now, soon, later, after every choice of every task', async () => {
    const { container } = await open('Now, soon, later');
    for (const choice of ['Later', 'Soon', 'Now']) {
      for (const button of page.getByRole('button', { name: choice, exact: true }).elements()) {
        await expect.poll(() => (button as HTMLButtonElement).disabled, slow).toBe(false);
        (button as HTMLButtonElement).click();
      }
      await expect.element(page.getByText('Running it in all three ways.'), slow).not.toBeInTheDocument();
      expect(withoutProvenance(container), choice).toEqual([]);
    }
    expect(container.querySelectorAll('[role="tabpanel"] .outcome .chip').length).toBeGreaterThan(8);
  });

  it('in Share and print, with the page to print', async () => {
    const { container } = await open('Share and print');
    await press('One page to print');
    await expect.element(page.getByRole('dialog').getByText('Where the numbers come from')).toBeVisible();
    expect(withoutProvenance(container)).toEqual([]);
    const report = document.querySelector('dialog')!;
    expect(report.textContent.match(/\d+/g)!.length).toBeGreaterThan(60);
    expect(withoutProvenance(report)).toEqual([]);
  });
});
