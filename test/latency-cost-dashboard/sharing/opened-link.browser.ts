import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { parseWidgetData } from '../../../widgets/latency-cost-dashboard/widget-data.ts';
import { usualAvailability } from '../../../widgets/latency-cost-dashboard/availability/availability-settings.ts';
import { type DashboardState, initialState } from '../../../widgets/latency-cost-dashboard/comparing/state.ts';
import LatencyCostDashboard from '../../../widgets/latency-cost-dashboard/LatencyCostDashboard.svelte';
import { linkFragment } from '../../../widgets/latency-cost-dashboard/sharing/shared-state.ts';

const slow = { timeout: 60_000 };
const widget = '/widgets/latency_cost.titanic.json';
let lesson = 0;

/** Opens the page at a link with these changes to what the dashboard starts with, and takes what it offers. */
async function openLink(change: Partial<DashboardState>) {
  const parsed = parseWidgetData(await (await fetch(widget)).json());
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const state = { ...initialState(parsed.value), ...change };
  location.hash = (await linkFragment(state, widget))!;
  const shown = await render(LatencyCostDashboard, {
    ...{ data: widget, course: 'test-course', lesson: `link-${++lesson}`, base: '/' },
  });
  await expect.element(page.getByRole('button', { name: 'Open it in place of your settings' }), slow).toBeVisible();
  return shown;
}
const take = () => page.getByRole('button', { name: 'Open it in place of your settings' }).click();

const from1to40 = { from: 1, to: 40, spacing: 'steps' as const, by: 1 };

const sweep = (replications: number, isMap = false): Partial<DashboardState> => ({
  section: 'sweeps',
  sweep: {
    alternative: 'realtime-cloud',
    first: { path: 'components.model.replicas', fields: from1to40 },
    ...(isMap ? { second: { path: 'components.model.concurrency', fields: from1to40 } } : {}),
    limitMs: 120,
    answeredPercent: 99,
    replications,
  },
});

afterEach(() => history.replaceState(history.state, '', location.pathname + location.search));

describe('a link', { timeout: 120_000 }, () => {
  it('shows what its sender saw: the section, the view, people’s hours and the currency', async () => {
    await openLink({
      section: 'prices',
      view: 'plane',
      ownCosts: { hoursPerMonth: 73, usdPerHour: 80, currency: 'EUR', perUsd: 1 },
    });
    await expect.element(page.getByText('It opens at Prices.')).toBeVisible();
    await expect.element(page.getByText('People work 73 hours a month, and a dollar is 1 EUR.')).toBeVisible();
    await take();
    await expect.element(page.getByRole('tab', { name: 'Prices' }), slow).toHaveAttribute('aria-selected', 'true');
    await expect.element(page.getByRole('cell', { name: '192 EUR' }).first(), slow).toBeVisible();
    await page.getByRole('tab', { name: 'Views' }).click();
    await expect.element(page.getByRole('radio', { name: 'Latency against cost' }), slow).toBeChecked();
  });

  it('brings the availability that its sender simulated: the same seed gives the same figures', async () => {
    const availability = {
      ...usualAvailability,
      alternative: 'realtime-cloud',
      systems: { 'realtime-cloud': { model: { mtbfHours: 50, mttrMinutes: 30 } } },
    };
    const first = await openLink({ section: 'availability', availability });
    await take();
    await page.getByRole('button', { name: 'Simulate these outages' }).click(slow);
    const found = page.getByText(/^Simulated, .* minutes in 30 days/).first();
    await expect.element(found, slow).toBeVisible();
    const sentence = found.element().textContent;
    await first.unmount();
    await openLink({ section: 'availability', availability: { ...availability, isSimulated: true } });
    await expect.element(page.getByText(/what was simulated of it is simulated again/)).toBeVisible();
    await take();
    await expect.element(page.getByText(/^Simulated, .* minutes in 30 days/).first(), slow).toBeVisible();
    expect(
      page
        .getByText(/^Simulated, .* minutes in 30 days/)
        .first()
        .element().textContent,
    ).toBe(sentence);
  });

  it('brings a sweep that waits for a word, announces it where it takes more than a minute, and stops when it is told to', async () => {
    // A map of 1600 points of 1000 replications takes more than a minute anywhere.
    await openLink(sweep(1000, true));
    await expect.element(page.getByText('It brings a sweep, which runs when you start it.')).toBeVisible();
    await take();
    await expect.element(page.getByText('1600 points of 1000 replications'), slow).toBeVisible();
    await expect.element(page.getByLabelText('95 in 100 are to be done within (ms)').last()).toHaveValue(120);
    expect(page.getByRole('progressbar', { name: 'Points that have run' }).query()).toBeNull();
    await page.getByRole('button', { name: 'Run the sweep' }).click();
    // Announced with what it would take; nothing has run.
    const announced = page.getByText(
      /^1600 points of 1000 replications are about .* million events, and would take some /,
    );
    await expect.element(announced, slow).toBeVisible();
    expect(page.getByRole('progressbar', { name: 'Points that have run' }).query()).toBeNull();
    await page.getByRole('button', { name: 'Change the sweep' }).click();
    await expect.element(announced).not.toBeInTheDocument();
    await page.getByRole('button', { name: 'Run the sweep' }).click();
    await page.getByRole('button', { name: 'Run it all the same' }).click();
    const progress = page.getByRole('progressbar', { name: 'Points that have run' });
    await expect.element(progress).toBeVisible();
    // The page goes on answering: another section, and the sweep still runs.
    await page.getByRole('tab', { name: 'Figures' }).click();
    await page.getByRole('tab', { name: 'Sweeps' }).click();
    await expect.element(progress).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).last().click();
    await expect
      .element(page.getByText(/^Cancelled (after \d+ of 1600 points|before a point had run)\./))
      .toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Run the sweep' })).toBeEnabled();
  });

  it('runs a short sweep at once when it is asked to, and keeps the rows that a cancelled one has', async () => {
    await openLink(sweep(2));
    await take();
    await page.getByRole('button', { name: 'Run the sweep' }).click(slow);
    await expect
      .element(page.getByText(/^(The cheapest that meets the objectives is|No point of this sweep meets)/), slow)
      .toBeVisible();
    await page.getByLabelText('Replications of each point').fill('300');
    await page.getByRole('button', { name: 'Run the sweep' }).click();
    const [goOn, progress] = [
      page.getByRole('button', { name: 'Run it all the same' }),
      page.getByRole('progressbar', { name: 'Points that have run' }),
    ];
    // A slow machine asks before; any other begins.
    await expect.poll(() => goOn.query() ?? progress.query(), slow).not.toBeNull();
    if (goOn.query()) await goOn.click();
    await expect.poll(() => (progress.query() as HTMLProgressElement | null)?.value ?? 0, slow).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Cancel' }).last().click();
    const cancelled = page.getByText(/^Cancelled after (\d+) of 40 points\. What ran is below\./);
    await expect.element(cancelled).toBeVisible();
    const count = Number(/after (\d+)/.exec(cancelled.element().textContent)![1]);
    expect(count).toBeGreaterThan(0);
    await expect.element(page.getByRole('img', { name: new RegExp(` of ${count} points meet`) }).first()).toBeVisible();
  });
});
