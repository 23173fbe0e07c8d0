import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openRecord } from '../../widgets/engines/record/index.ts';
import { button, line, listed, said, showBuilder, tabTo } from './on-page.ts';

const node = (id: string) => document.querySelector<HTMLElement>(`.svelte-flow__node[data-id="${id}"]`);
const nodes = () =>
  [...document.querySelectorAll('.svelte-flow__node-component')].map((element) => element.getAttribute('data-id'));
const edges = () =>
  [...document.querySelectorAll('.svelte-flow__edge')].map((element) => element.getAttribute('data-id')).toSorted();
const handle = (id: string, side: 'source' | 'target') =>
  page.elementLocator(node(id)!.querySelector(`.svelte-flow__handle.${side}`)!);

/** Drags a kind from the palette by a real pointer. */
async function drag(label: string, target: Element): Promise<void> {
  await userEvent.dragAndDrop(button(new RegExp(`^Add ${label}`)), page.elementLocator(target));
}

async function drawn(): Promise<void> {
  await expect.poll(() => edges(), { timeout: 15_000 }).toEqual(['gateway→model', 'users→gateway']);
}

describe('PipelineBuilder by its diagram', () => {
  it('shows the same components and ways as the list, and both follow an addition by click', async () => {
    await showBuilder();
    await drawn();
    expect(nodes()).toEqual(listed());
    // A picture of no width draws nothing, not even beyond its edges.
    for (const picture of document.querySelectorAll('.svelte-flow__edges svg')) {
      expect(picture.getBoundingClientRect().width).toBeGreaterThan(0);
    }
    node('gateway')!.click();
    await button(/^Add Model server after gateway/).click();
    expect(listed()).toEqual(['users', 'gateway', 'modelServer', 'model']);
    await expect.poll(edges).toEqual(['gateway→modelServer', 'modelServer→model', 'users→gateway']);
    await expect.poll(() => nodes()).toEqual(listed());
    await expect.poll(() => node('modelServer')?.classList.contains('selected')).toBe(true);
  });

  it('adds by drag: onto a component after it, elsewhere on its own', async () => {
    await showBuilder();
    await drawn();
    await drag('Gateway', node('gateway')!);
    await said('Added Gateway “gateway2” after “gateway”.');
    await drag('Batch job', document.querySelector('.svelte-flow__pane')!);
    await said('Added Batch job “batchJob”. Nothing leads to it yet.');
  });

  it('connects by two clicks on handles, and by dragging from one to the other', async () => {
    await showBuilder();
    await drawn();
    await button('Add Model server').click();
    await expect.poll(() => nodes()).toContain('modelServer');
    await userEvent.dragAndDrop(handle('gateway', 'source'), handle('modelServer', 'target'));
    await said('Connected “gateway” to “modelServer”, beside where it led before, with an equal share.');
    await expect.poll(edges).toContain('gateway→modelServer');
    await button('Undo').click();
    await expect.poll(edges).not.toContain('gateway→modelServer');
    await handle('gateway', 'source').click();
    await handle('modelServer', 'target').click();
    await expect.poll(edges).toContain('gateway→modelServer');
  });

  it('is worked by keys: Enter selects, Delete removes, and keys typed elsewhere remove nothing', async () => {
    await showBuilder();
    await drawn();
    await tabTo(page.elementLocator(node('gateway')!));
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByLabelText('Name of gateway')).toBeVisible();
    await page.getByLabelText('Name of gateway').click();
    await userEvent.keyboard('{End}{Backspace}{Backspace}');
    expect(listed()).toContain('gateway');
    await userEvent.keyboard('{Tab}');
    await expect.poll(nodes).toContain('gatew');
    node('gatew')!.focus();
    await userEvent.keyboard('{Delete}');
    await expect.poll(edges).toEqual(['users→model']);
    await button('Undo').click();
    await button('Undo').click();
    await drawn();
  });

  const place = (id: string) => {
    const { m41, m42 } = new DOMMatrix(getComputedStyle(node(id)!).transform);
    return [Math.round(m41), Math.round(m42)];
  };

  it('moves by hand as one step that undo takes back, and the keys of the arrows as another', async () => {
    const { course } = await showBuilder();
    await drawn();
    const start = place('gateway');
    const pane = document.querySelector('.svelte-flow__pane')!;
    const [at, from] = [node('gateway')!.getBoundingClientRect(), pane.getBoundingClientRect()];
    await userEvent.dragAndDrop(page.elementLocator(node('gateway')!), page.elementLocator(pane), {
      sourcePosition: { x: 60, y: 20 },
      steps: 5, // The first step only tells that it is a drag.
      targetPosition: { x: at.x + 100 - from.x, y: at.y + 20 - from.y },
    });
    await said('Moved “gateway” in the diagram.');
    await expect.poll(() => place('gateway')[0]).toBeGreaterThan(start[0]!);
    const dragged = place('gateway');
    await tabTo(page.elementLocator(node('gateway')!));
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    await said('Moved “gateway” in the diagram by the arrow keys.');
    await expect.poll(() => place('gateway')).toEqual([dragged[0]! + 15, dragged[1]!]);
    await expect.element(page.getByText('Saved in this browser.')).toBeVisible();
    const stored = [...(await openRecord()).state().pipelines].find(([key]) => key.includes(course))?.[1];
    expect(Math.round(stored!.layout!['gateway']!.x)).toBe(dragged[0]! + 15);
    expect(JSON.stringify(stored!.scenario)).not.toContain('"x"');
    await button('Undo').click();
    await expect.poll(() => place('gateway')).toEqual(dragged);
    await button('Undo').click();
    await expect.poll(() => place('gateway')).toEqual(start);
    await button('Redo').click();
    await expect.poll(() => place('gateway')).toEqual(dragged);
    await button('Tidy').click();
    await said('Laid the diagram out anew.');
    await expect.poll(() => place('gateway')).toEqual(start);
    await button('Undo').click();
    await expect.poll(() => place('gateway')).toEqual(dragged);
  });

  it('marks each component with how busy it was, until the pipeline changes', async () => {
    await showBuilder();
    await drawn();
    await button('Run the simulation').click();
    await expect.poll(() => node('model')?.textContent, { timeout: 15_000 }).toMatch(/\d % busy, .* waiting/);
    await button('Start over').click();
    await line('users').click();
    await page.getByLabelText('Arrival rate, 1/s of users').fill('60');
    await userEvent.keyboard('{Tab}');
    await expect.poll(() => node('model')?.textContent).not.toMatch(/busy/);
  });

  it('gives every handle a place of at least 24 by 24 pixels for the pointer', async () => {
    await showBuilder();
    await drawn();
    for (const dot of document.querySelectorAll('.svelte-flow__handle')) {
      const zoom = new DOMMatrix(getComputedStyle(document.querySelector('.svelte-flow__viewport')!).transform).a;
      const area = getComputedStyle(dot, '::after');
      expect(Number.parseFloat(area.width) * zoom).toBeGreaterThanOrEqual(24);
      expect(Number.parseFloat(area.height) * zoom).toBeGreaterThanOrEqual(24);
    }
  });

  it('waits for a press where there is no room for it', async () => {
    await showBuilder({ width: 400 });
    await expect.element(button('Show as a diagram')).toBeVisible();
    expect(document.querySelector('.svelte-flow')).toBeNull();
    await button('Show as a diagram').click();
    await drawn();
  });
});
