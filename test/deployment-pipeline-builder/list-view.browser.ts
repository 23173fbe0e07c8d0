import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { button, line, listed, said, showBuilder, tabTo } from './on-page.ts';

const press = async (name: string | RegExp, key = '{Enter}') => {
  await tabTo(button(name));
  await userEvent.keyboard(key);
};

describe('PipelineBuilder by its list', () => {
  it('builds the reference pipeline with the keyboard alone, runs it and reads the result', {
    timeout: 20_000,
  }, async () => {
    await showBuilder({ width: 400 });
    for (const id of ['users', 'gateway', 'model']) {
      await tabTo(line(id));
      await userEvent.keyboard('{Enter}');
      await press(`Remove ${id}`);
    }
    expect(listed()).toEqual([]);
    await expect.element(page.getByText(/^There are no components\./)).toBeVisible();
    await expect.element(button('Run the simulation')).toBeDisabled();

    await tabTo(page.elementLocator(page.getByText('Add a component').element()));
    await userEvent.keyboard('{Enter}');
    await press('Add Traffic');
    await press(/^Add Gateway after traffic/);
    await press(/^Add Model server after gateway/);
    expect(listed()).toEqual(['traffic', 'gateway', 'modelServer']);

    await tabTo(page.getByLabelText('Replicas of modelServer'));
    await userEvent.keyboard('{Control>}a{/Control}3{Tab}');
    await said('Set Replicas of “modelServer” to 3.');
    await press('Run the simulation', ' ');
    await expect.element(page.getByRole('row', { name: /^95 of 100 answered within/ })).toBeVisible();
    await said(/^The run has finished/);
  });

  it('connects, disconnects, moves and renames by native controls', async () => {
    await showBuilder({ width: 400 });
    await line('gateway').click();
    await button('Disconnect gateway from model').click();
    await expect.element(page.getByText(/Nothing leads to “model”/)).toBeVisible();
    await button('Connect gateway to').click();
    await said('Connected “gateway” to “model”.');
    await page.getByLabelText('Name of gateway').fill('door');
    await userEvent.keyboard('{Tab}');
    expect(listed()).toEqual(['users', 'door', 'model']);
    await button('Move door after').click();
    await said('“door” comes after “users” already.');
    await button('Undo').click();
    expect(listed()).toEqual(['users', 'gateway', 'model']);
  });

  it('says live what theory expects, and shows the component', async () => {
    await showBuilder({ width: 400 });
    await line('users').click();
    await page.getByLabelText('Arrival rate, 1/s of users').fill('400');
    await userEvent.keyboard('{Tab}');
    await expect
      .element(page.getByText(/The rate limit of “gateway” is 100 per second, below the 400 per second/))
      .toBeVisible();
    await button('Show gateway').click();
    await expect.element(page.getByLabelText('Rate limit, 1/s of gateway')).toBeVisible();
  });

  it('replaces the pipeline by a preset, keeps two runs side by side, and can undo', { timeout: 20_000 }, async () => {
    await showBuilder({ width: 900 });
    await button('Streaming, cloud').click();
    expect(listed()).toEqual(['passengers', 'log', 'scorer']);
    await button('Run the simulation').click();
    await expect.element(page.getByRole('columnheader', { name: /^This run/ })).toBeVisible();
    await expect.element(page.getByText(/95 of 100 predictions are younger/)).toBeVisible();
    await button('Real-time, cloud').click();
    await expect.element(page.getByText(/^The pipeline has changed since this run\./)).toBeVisible();
    await button('Run the simulation').click();
    await expect.element(page.getByRole('columnheader', { name: /^Previous run/ })).toBeVisible();
    await expect.element(page.getByRole('row', { name: /^Utilisation of scorer .* – (below 0\.1|\d+\.\d) %$/ })).toBeVisible();
    await expect.element(page.getByText('simulated').first()).toBeVisible();
    await button('Undo').click();
    expect(listed()).toEqual(['passengers', 'log', 'scorer']);
  });

  it('cancels a long run and can run again', { timeout: 20_000 }, async () => {
    await showBuilder({ width: 400 });
    await page.getByText('Settings of the run').click();
    await page.getByLabelText('Replications, runs of the run').fill('10000');
    await userEvent.keyboard('{Tab}');
    await button('Run the simulation').click();
    await expect.element(page.getByRole('progressbar')).toBeVisible();
    await button('Cancel the run').click();
    await said('The run was cancelled.');
    await page.getByLabelText('Replications, runs of the run').fill('2');
    await userEvent.keyboard('{Tab}');
    await button('Run the simulation').click();
    await said(/^The run has finished/);
  });

  it('fits 320 pixels without sideways scrolling, with every control big enough to hit', async () => {
    await showBuilder({ width: 320 });
    await page.getByText('Add a component').click();
    await line('users').click();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    for (const control of document.querySelectorAll<HTMLElement>(
      '.builder button, .builder summary, .builder select, .builder input',
    )) {
      const { width, height } = control.getBoundingClientRect();
      const isBig = (width >= 24 && height >= 24) || control.closest('label') !== null || width === 0;
      expect(isBig, control.outerHTML.slice(0, 120)).toBe(true);
    }
  });
});
