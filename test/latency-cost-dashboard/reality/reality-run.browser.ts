import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { parseServiceCurve } from '../../../widgets/engines/inference/curve.ts';
import { parseManifest } from '../../../widgets/engines/inference/manifest.ts';
import { openRecordNamed } from '../../../widgets/engines/record/open-record.ts';
import type { ServiceCurve } from '../../../widgets/kit/service-curve.ts';
import { loadJson } from '../../../widgets/kit/load-json.ts';
import RealityPart from '../../../widgets/latency-cost-dashboard/reality/RealityPart.svelte';
import { freshName, storedRows } from '../../engines/record/fresh-name.ts';

// The real runtime, two real workers, the wall clock and a real store: runs of four seconds.
const manifest = await loadJson('/models/titanic-mlp.json', parseManifest);
const recorded = await loadJson('/models/titanic-mlp.curve.json', parseServiceCurve);
if (!manifest.ok || !recorded.ok) throw new Error('The shipped model cannot be read.');
const recordedCurve = recorded.value;
const place = { course: 'c', lesson: 'l', widget: '/widgets/w.json' };

async function show(curve: ServiceCurve | undefined) {
  if (!manifest.ok) throw new Error('The shipped model cannot be read.');
  const name = freshName();
  const record = await openRecordNamed(name);
  const busy: boolean[] = [];
  const spoken: string[] = [];
  const onbusy = (is: boolean) => busy.push(is);
  const announce = (text: string) => spoken.push(text);
  const props = { manifest: manifest.value, base: '/', curve, record, place, isBlocked: false, onbusy, announce };
  const { container, unmount } = await render(RealityPart, props);
  return { container, unmount, busy, spoken, name };
}

const button = (name: string | RegExp) => page.getByRole('button', { name });
const guess = () => page.getByLabelText(/95 in 100 will be answered within/);

/** Chooses a run of four seconds and prepares it until the device was steady: the tests run on machines that do other work. */
async function prepare(container: Element, choices: Readonly<Record<string, string>> = {}) {
  await expect.element(button('Prepare the run'), { timeout: 20_000 }).toBeVisible();
  for (const [label, option] of Object.entries({ ...choices, 'Length of the run': '4 s' }))
    await page.getByLabelText(label).selectOptions(option);
  for (let left = 3; left >= 0; left--) {
    await button('Prepare the run').click();
    await expect.poll(() => guess().query() ?? container.querySelector('.note'), { timeout: 60_000 }).toBeTruthy();
    if (guess().query()) return;
  }
}

const start = async () => {
  await button('Go on without').click();
  await button(/Run it for real/).click();
};
const said = () => page.getByText(/^The simulator said/).first();

/** Length of every task over 50 ms of this page's main thread while `act` is under way, in milliseconds. */
async function longTasksOf(act: () => Promise<void>): Promise<number[]> {
  const durations: number[] = [];
  const observer = new PerformanceObserver((list) => durations.push(...list.getEntries().map((one) => one.duration)));
  observer.observe({ type: 'longtask' });
  await act();
  // Entries are handed over in a task of their own.
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.disconnect();
  return durations;
}

/** The figures of the newest run in the store. */
async function newestRun(name: string) {
  const rows = await storedRows(name);
  const bodies = rows.filter(({ type }) => type === 'experimentRun').map(({ body }) => body);
  return bodies.at(-1) as { scenario: { scenario: { run: object } }; summary: Record<string, number | null> };
}

describe('RealityRun', () => {
  it('asks for a measured model first', async () => {
    const { container } = await show(undefined);
    expect(container.textContent).toContain('Once you have measured the model above');
  });

  it('measures, asks, predicts, runs for real with a free main thread, draws both together, and keeps the run', async () => {
    const { container, busy, spoken, name } = await show(recordedCurve);
    await prepare(container);
    await guess().fill('20');
    await button('That is what I expect').click();
    await expect.element(page.getByText(/^The simulator expects/)).toBeVisible();
    await expect.element(page.getByText(/You expected 20\.0 ms for 95 in 100/)).toBeVisible();
    const longTasks = await longTasksOf(async () => {
      await button(/Run it for real/).click();
      await expect.element(page.getByLabelText(/Sending the requests for 4 s/)).toBeVisible();
      await expect.element(said(), { timeout: 30_000 }).toBeVisible();
    });
    expect(busy.slice(-2)).toEqual([true, false]);
    expect(spoken.at(-1)).toMatch(/^The simulator said/);
    expect([...container.querySelectorAll('figure .title')].map((one) => one.textContent)).toEqual([
      'Latency, simulated and measured',
    ]);
    for (const kind of ['simulated', 'measured'])
      expect(container.querySelector(`.results .chip.${kind}`)).not.toBeNull();
    await expect.poll(() => newestRun(name)).toBeTruthy();
    const { scenario, summary } = await newestRun(name);
    expect(scenario.scenario.run).toMatchObject({ durationSeconds: 4 });
    // Where others take the processor, a task of ours lasts as long as they make it wait; the page has to say so then.
    if (summary['measured.sentLateShare']! <= 0.15) expect(longTasks).toEqual([]);
    else expect(container.textContent).toMatch(/The processor was (shared|busy)/);
    const { 'simulated.offered': planned, 'measured.offered': offered, 'measured.answered': answered } = summary;
    // The same arrivals, whatever the device does.
    expect(offered).toBe(planned);
    expect(answered).toBeGreaterThan(0);
    // A server of one: it is busy for its calls, as many as were answered, and never for more than all of the time.
    expect(summary['measured.utilisation']).toBeGreaterThan(0.3);
    expect(summary['measured.utilisation']).toBeLessThanOrEqual(1);
    expect(summary['guess.p95Seconds']).toBe(0.02);
    const kept = (await storedRows(name)).find(({ type }) => type === 'predictionMade');
    expect(kept?.body).toMatchObject({ question: 'realRun.p95Seconds', prediction: 0.02 });
  }, 300_000);

  it.each([
    ['Streaming', { Regime: 'Streaming: events are read from a log in polls of at most eight' }],
    ['Batch', { Regime: 'Batch: requests collect and are scored together' }],
    [
      'Bursts in batches',
      { Arrivals: 'In bursts', Batching: 'What waits, up to eight', 'Waiting places': '20 requests' },
    ],
  ])(
    'runs %s for real',
    async (_, choices) => {
      const { container, name } = await show(recordedCurve);
      await prepare(container, choices);
      await start();
      await expect.element(said(), { timeout: 30_000 }).toBeVisible();
      await expect.poll(() => newestRun(name)).toBeTruthy();
      const { summary } = await newestRun(name);
      expect(summary['measured.offered']).toBe(summary['simulated.offered']);
      expect(summary['measured.meanBatchSize']).toBeGreaterThanOrEqual(1);
      expect(summary['measured.meanBatchSize']).toBeLessThanOrEqual(8);
      expect(summary['guess.p95Seconds']).toBeNull();
    },
    300_000,
  );

  it('stops a run at once when it is cancelled and when the page is hidden, keeps nothing of it, and can run it again', async () => {
    const { container, busy, name } = await show(recordedCurve);
    await prepare(container);
    await start();
    await button('Cancel').click();
    await expect.element(page.getByText('The run was cancelled. Nothing was kept from it.')).toBeVisible();
    expect(busy.at(-1)).toBe(false);
    await button(/Run it for real/).click();
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    await expect.element(page.getByText(/^The run was stopped because the page was hidden/)).toBeVisible();
    expect(await newestRun(name)).toBeUndefined();
    await button(/Run it for real/).click();
    await expect.element(said(), { timeout: 30_000 }).toBeVisible();
  }, 300_000);
});
