import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ReplicationRun } from '../../widgets/engines/simulator/replication.ts';
import { LiveClient } from '../../widgets/engines/simulator/live/live-client.ts';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import { station } from '../engines/simulator/accept.ts';
import { button, showBuilder } from './on-page.ts';

const select = (name: string) => page.getByRole('combobox', { name, exact: true });
const moment = () => document.querySelector('.timeline output')?.textContent ?? '';
const momentSeconds = () => Number.parseFloat(moment().replaceAll(' ', ''));
const log = () =>
  [...document.querySelectorAll('[aria-label="What happened in the run"] li')].map((line) => line.textContent);

/** Every picture of the diagram's canvas that is not empty has some paint in it. */
function painted(): number {
  const canvas = document.querySelector<HTMLCanvasElement>('.overlay canvas');
  if (!canvas || canvas.width === 0) return 0;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  let pixels = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i]! > 0) pixels++;
  return pixels;
}

describe('PipelineBuilder with a run that is watched', () => {
  it('runs, pauses, steps by one second, looks back and goes on to the end, where the full run is shown', async () => {
    await showBuilder({ data: null });
    await select('Speed').selectOptions('60 s per second');
    await button('Watch it run').click();
    await expect.poll(momentSeconds, { timeout: 15_000 }).toBeGreaterThan(5);
    await expect.poll(painted).toBeGreaterThan(50);
    await button('Pause').click();
    await expect.element(button('Step by 1 s')).toBeEnabled();
    const before = momentSeconds();
    await button('Step by 1 s').click();
    await expect.poll(momentSeconds).toBeCloseTo(before + 1, 6);
    const slider = page.getByRole('slider', { name: 'Moment of the run' });
    slider.element().focus();
    await userEvent.keyboard('{Home}');
    await expect.poll(moment).toMatch(/looked back at/);
    expect(momentSeconds()).toBe(0);
    await button(/^Back to/).click();
    await expect.poll(momentSeconds).toBeCloseTo(before + 1, 6);
    await select('Speed').selectOptions('As fast as possible');
    await button('Go on').click();
    await expect
      .element(
        page
          .getByText('Results of the run', { exact: false })
          .or(page.getByRole('table', { name: /Simulated after the warm-up/ }))
          .first(),
        { timeout: 25_000 },
      )
      .toBeVisible();
  });

  it('lets something go wrong now, keeps what happened before, and takes it back by undo', async () => {
    await showBuilder({ data: null });
    await select('Speed').selectOptions('60 s per second');
    await button('Watch it run').click();
    await expect.poll(momentSeconds, { timeout: 15_000 }).toBeGreaterThan(40);
    await button('Pause').click();
    const at = momentSeconds();
    await select('Incident').selectOptions('Outage of a zone');
    await button(/^Let it happen at/).click();
    await expect.poll(momentSeconds, { timeout: 15_000 }).toBeGreaterThanOrEqual(at);
    await button('Step by 1 s').click();
    await expect.poll(() => log().some((line) => line?.includes('down'))).toBe(true);
    await button('Undo').click();
    await expect.element(page.getByText(/The pipeline has changed since this run began/)).toBeVisible();
  });

  it('says the drawing in tables, and nothing at most every five seconds', async () => {
    await showBuilder({ data: null });
    await button('Watch it run').click();
    await page.getByText('All components and connections at this moment, as tables').click();
    await expect.element(page.getByRole('table', { name: /Requests on each connection/ })).toBeVisible();
    const region = document.querySelector('[aria-live=polite]')!;
    let said = 0;
    const watcher = new MutationObserver(() => said++);
    watcher.observe(region, { childList: true, characterData: true, subtree: true });
    await button('Pause').click();
    await button('Go on').click();
    await button('Pause').click();
    await new Promise((resolve) => setTimeout(resolve, 2000));
    watcher.disconnect();
    expect(said).toBeLessThanOrEqual(1);
  });
});

describe('LiveClient', () => {
  let client = new LiveClient();
  afterEach(() => {
    client.end();
    client = new LiveClient();
  });
  const scenario = station({
    arrivals: { process: 'poisson', ratePerSecond: 30 },
    server: { replicas: 4, serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
    run: { seed: 6, durationSeconds: 300, warmUpSeconds: 20, replications: 1 },
  });
  const signal = new AbortController().signal;

  it('gives in the worker the very replication that the run without spectators gives, and so its result', async () => {
    await client.begin({ scenario, curves: {}, fromSeconds: 0, frameSeconds: 1 }, signal);
    let reached = 0;
    while (reached < 300) {
      const look = await client.advance({ untilSeconds: reached + 13, budgetSeconds: 0.05, frameSeconds: 1 });
      reached = look.reachedSeconds;
      expect(look.frame.components).toBeInstanceOf(Float64Array);
    }
    const run = new ReplicationRun(scenario, 6, 0);
    while (!run.advance(10_000));
    const part = await client.finish();
    expect(part).toEqual(run.part());
    expect(part.counts.offered).toBe(simulate(scenario).requests.offered);
  });

  it('goes on from a past that it simulated at once, as from one that was watched', async () => {
    const begun = await client.begin({ scenario, curves: {}, fromSeconds: 120, frameSeconds: 10 }, signal);
    expect(begun.look.reachedSeconds).toBe(120);
    const recalled = await client.recall(60);
    expect(recalled!.fromSeconds).toBeLessThan(60);
    expect(recalled!.atSeconds).toBeGreaterThanOrEqual(60);
  });

  it('rejects with the engine’s words when a scenario cannot run', async () => {
    const unknown = station({
      arrivals: { process: 'poisson', ratePerSecond: 1 },
      server: { serviceTime: { distribution: 'measured', model: 'nowhere' } },
      run: { durationSeconds: 10 },
    });
    await expect(
      client.begin({ scenario: unknown, curves: {}, fromSeconds: 0, frameSeconds: 1 }, signal),
    ).rejects.toThrow('nowhere');
  });
});
