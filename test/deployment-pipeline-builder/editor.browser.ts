import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openRecord } from '../../widgets/engines/record/index.ts';
import { button, line, listed, said, showBuilder } from './on-page.ts';

const node = (id: string) => document.querySelector<HTMLElement>(`.svelte-flow__node[data-id="${id}"]`);
const nodeAt = (id: string) => page.elementLocator(node(id)!);
const selected = () =>
  [...document.querySelectorAll('.svelte-flow__node-component.selected')]
    .map((one) => one.getAttribute('data-id'))
    .toSorted();
/** Waits until the diagram is there and stands still. */
async function drawn(): Promise<void> {
  await expect.poll(() => node('model'), { timeout: 15_000 }).not.toBeNull();
  let before = '';
  await expect
    .poll(
      () => {
        const now = document.querySelector<HTMLElement>('.svelte-flow__viewport')!.style.transform;
        const isStill = now === before;
        before = now;
        return isStill;
      },
      { interval: 100 },
    )
    .toBe(true);
}

/** What is on the clipboard, put into an event as the browser does it. */
function clipboardEvent(type: 'copy' | 'cut' | 'paste', text = ''): DataTransfer {
  const clipboardData = new DataTransfer();
  if (text !== '') clipboardData.setData('text/plain', text);
  (document.activeElement ?? document.body).dispatchEvent(
    new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true }),
  );
  return clipboardData;
}

async function faults(): Promise<string[]> {
  const { violations } = await axe.run(document.querySelector('.builder-work')!, {
    rules: { 'page-has-heading-one': { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

beforeEach(() => localStorage.removeItem('slipway-builder-view'));

describe('several components at once', () => {
  it('are selected by Shift and a click, and all by Ctrl+A, in the diagram only', async () => {
    await showBuilder({ width: 1280 });
    await drawn();
    await nodeAt('gateway').click();
    await nodeAt('model').click({ modifiers: ['Shift'] });
    await expect.poll(selected).toEqual(['gateway', 'model']);
    await expect.element(page.getByRole('heading', { name: '2 components selected' })).toBeVisible();
    node('users')!.focus();
    await userEvent.keyboard('{Control>}a{/Control}');
    await expect.poll(selected).toEqual(['gateway', 'model', 'users']);
  });

  it('move to another place, are duplicated and removed, each in one step', async () => {
    await showBuilder({ width: 1280 });
    await drawn();
    await nodeAt('gateway').click();
    await nodeAt('model').click({ modifiers: ['Shift'] });
    await page.getByLabelText('Move all to the place…').selectOptions('city');
    await button('Move all to the place').click();
    await said('Moved “gateway”, “model” to the place “city”.');
    await button('Duplicate all').click();
    await said('Duplicated as “gateway2”, “model2”, at city.');
    await expect.poll(selected).toEqual(['gateway2', 'model2']);
    await button('Remove all').click();
    await said('Removed “gateway2”, “model2”.');
    await button('Undo').click();
    await button('Undo').click();
    await button('Undo').click();
    await expect.element(button('Undo')).toHaveAttribute('aria-disabled', 'true');
  });
});

describe('the keys of the builder', () => {
  it('undo and do again where nobody writes, and leave a text field its own undo', async () => {
    await showBuilder({ width: 1280 });
    await drawn();
    await nodeAt('gateway').click();
    await button(/^Duplicate$/).click();
    expect(listed()).toContain('gateway2');
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(listed).not.toContain('gateway2');
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    await expect.poll(listed).toContain('gateway2');
    await page.getByLabelText('Find a component').fill('queue');
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(listed()).toContain('gateway2');
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(listed()).toContain('gateway2');
  });

  it('copy components as text that another builder takes, and refuse other text with the reason', async () => {
    const first = await showBuilder({ width: 1280 });
    await drawn();
    await nodeAt('gateway').click();
    const text = clipboardEvent('copy').getData('text/plain');
    expect(JSON.parse(text).components).toEqual([
      { id: 'gateway', kind: 'gateway', rateLimit: { ratePerSecond: 100, burst: 50 } },
    ]);
    await first.unmount();

    await showBuilder({ width: 1280 });
    await drawn();
    button('Start over').element().focus();
    clipboardEvent('paste', text);
    await said('Pasted “gateway2”, at cloud.');
    clipboardEvent('paste', 'a shopping list');
    await expect
      .element(page.getByText(/expected the text of copied components \(JSON\), found other text/))
      .toBeVisible();
    await button('Close this message').click();
    await nodeAt('gateway2').click();
    clipboardEvent('cut');
    await expect.poll(listed).toEqual(['users', 'gateway', 'model']);
  });
});

describe('places', () => {
  it('are lanes of the diagram: a component that is dragged into another is moved there', async () => {
    await showBuilder({ width: 1280 });
    await drawn();
    const lane = node('lane city')!.getBoundingClientRect();
    const box = node('model')!.getBoundingClientRect();
    const surface = document.querySelector('.svelte-flow__pane')!;
    const origin = surface.getBoundingClientRect();
    await userEvent.dragAndDrop(nodeAt('model'), page.elementLocator(surface), {
      sourcePosition: { x: 20, y: 8 },
      steps: 5, // A person's pointer passes by on its way; the first step only tells that it is a drag.
      targetPosition: { x: box.left + 20 - origin.left, y: lane.top + lane.height / 3 - origin.top },
    });
    await said('Moved “model” to the place “city”.');
    await expect.element(page.getByLabelText('Place of model')).toHaveValue('city');
  });

  it('are changed with Alt and the arrows too, and what the link between them takes stands at the way', async () => {
    await showBuilder({ width: 1280 });
    await drawn();
    await expect.element(page.getByText(/^40(\.0)? ms there and back/).first()).toBeVisible();
    node('gateway')!.focus();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await said('Moved “gateway” to the place “city”.');
  });
});

describe('the palette', () => {
  it('finds components by any word of what they are', async () => {
    await showBuilder({ width: 1280 });
    await page.getByLabelText('Find a component').fill('kafka zeppelin');
    await expect.element(page.getByText(/^No component is called or does that\./)).toBeVisible();
    await page.getByLabelText('Find a component').fill('cache');
    await expect.element(button(/^Add Cache/)).toBeVisible();
    expect(page.getByRole('button', { name: /^Add Traffic/ }).query()).toBeNull();
  });

  it('gives a component to a finger that drags it by its grip', async () => {
    await showBuilder({ width: 1280 });
    await drawn();
    const grip = document.querySelector<HTMLElement>('.grip[data-kind="gateway"]')!;
    const onto = node('model')!.getBoundingClientRect();
    const finger = (type: string, x: number, y: number) =>
      new PointerEvent(type, {
        pointerId: 7,
        pointerType: 'touch',
        clientX: x,
        clientY: y,
        bubbles: true,
        isPrimary: true,
      });
    const from = grip.getBoundingClientRect();
    grip.dispatchEvent(finger('pointerdown', from.x + 5, from.y + 5));
    window.dispatchEvent(finger('pointermove', onto.x + 20, onto.y + 20));
    await expect.poll(() => document.querySelector('.ghost')?.textContent).toBe('Gateway');
    window.dispatchEvent(finger('pointerup', onto.x + 20, onto.y + 20));
    await said('Added Gateway “gateway2” after “model”.');
    expect(document.querySelector('.ghost')).toBeNull();
  });
});

describe('lists of parameters', () => {
  it('are edited entry by entry: faults of the pipeline, classes of requests, numbers', async () => {
    await showBuilder({ width: 1280 });
    await page.getByText('The whole pipeline: title, objectives, faults, costs').click();
    await button('Add an entry to faults of the pipeline').click();
    await page.getByLabelText('Component of entry 1 of faults of the pipeline').selectOptions('gateway');
    await said('Set Faults of the pipeline to 1 entry.');
    await line('users').click();
    await button('Add an entry to classes of requests of users').click();
    await page.getByLabelText('Share of entry 1 of classes of requests of users').fill('3');
    await userEvent.keyboard('{Tab}');
    await page.getByLabelText('Arrivals of users').selectOptions('Table of rates');
    await page.getByLabelText('Rates, 1/s of users').fill('5, many');
    await userEvent.keyboard('{Tab}');
    await expect.element(page.getByText(/Entry 2: expected a number, found “many”/)).toBeVisible();
    await page.getByLabelText('Rates, 1/s of users').fill('5, 50');
    await userEvent.keyboard('{Tab}');
    await said('Set Rates of “users” to 2 entries.');
    expect(page.getByText('Cannot run').query()).toBeNull();
  });
});

describe('prices', () => {
  it('are taken into the scenario as one’s own, refused with the reason, and given back', async () => {
    const { course } = await showBuilder({ width: 1280 });
    await page.getByText('Prices (all as listed)').click();
    const price = page.getByLabelText('m5.xlarge USD an hour', { exact: true });
    await price.fill('-1');
    await userEvent.keyboard('{Tab}');
    await expect
      .element(page.getByText('m5.xlarge USD an hour: expected at least 0, found -1.', { exact: false }))
      .toBeVisible();
    await price.fill('0.5');
    await userEvent.keyboard('{Tab}');
    await expect.element(page.getByText('Prices (1 of your own)')).toBeVisible();
    await expect.element(page.getByText('Saved in this browser.')).toBeVisible();
    const kept = async () =>
      [...(await openRecord()).state().pipelines].find(([key]) => key.includes(course))?.[1].scenario;
    await expect.poll(kept).toMatchObject({ priceBook: { instances: { 'm5.xlarge': { usdPerHour: 0.5 } } } });
    await button('Undo').click();
    await expect.element(page.getByText('Prices (all as listed)')).toBeVisible();
    await button('Redo').click();
    await button('Use the list prices again').click();
    await expect.element(page.getByText('Prices (all as listed)')).toBeVisible();
    await expect.poll(async () => Object.keys((await kept())!)).not.toContain('priceBook');
  });
});

describe('how it is looked at', () => {
  it('is remembered: diagram, outline or both', async () => {
    const { unmount } = await showBuilder({ width: 1280 });
    await button('Outline').click();
    await expect.poll(() => document.querySelector('.svelte-flow')).toBeNull();
    await unmount();
    await showBuilder({ width: 1280 });
    await expect.element(button('Outline')).toHaveAttribute('aria-pressed', 'true');
    expect(document.querySelector('.svelte-flow')).toBeNull();
    await button('Diagram').click();
    await drawn();
    expect(listed()).toEqual([]);
  });

  it.each([1280, 700, 390])(
    'has no fault of accessibility at %d pixels, in any view and with anything selected',
    { timeout: 60_000 },
    async (width) => {
      await showBuilder({ width });
      await button('Outline').click();
      expect(await faults()).toEqual([]);
      await line('users').click();
      expect(await faults()).toEqual([]);
      await button('Diagram').click();
      await drawn();
      expect(await faults()).toEqual([]);
      await nodeAt('model').click();
      await page.getByText('The whole pipeline: title, objectives, faults, costs').click();
      await page.getByText(/^Places and the network between them/).click();
      expect(await faults()).toEqual([]);
    },
  );

  it('has targets of 44 pixels at 390 pixels of width, and nothing beyond the edge at 320', {
    timeout: 60_000,
  }, async () => {
    await showBuilder({ width: 390 });
    await page.getByText('Add a component').click();
    await line('users').click();
    const targets = 'button, summary, select, input:not([type=checkbox], [type=radio]), label.switch, .grip';
    const small = [...document.querySelectorAll<HTMLElement>(`.builder-work :is(${targets})`)].filter((one) => {
      const { width, height } = one.getBoundingClientRect();
      return one.checkVisibility() && !one.matches('.visually-hidden') && width > 0 && (width < 43.5 || height < 43.5);
    });
    expect(small.map((one) => `${one.outerHTML.slice(0, 90)} ${one.offsetWidth}×${one.offsetHeight}`)).toEqual([]);
    await page.viewport(320, 800);
    await expect.poll(() => document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  });
});
