import { expect } from 'vitest';
import { type Locator, page, userEvent } from 'vitest/browser';
import type { Step } from './build-plan.ts';
import { button, line, listed } from './on-page.ts';

/** A way of working in the builder: how each step is done. */
export type Hand = (step: Step) => Promise<void>;

const node = (id: string) => document.querySelector<HTMLElement>(`.svelte-flow__node[data-id="${id}"]`);
const summary = (text: string) => {
  const found = [...document.querySelectorAll('summary')].find((candidate) => candidate.textContent?.startsWith(text));
  if (!found) throw new Error(`There is no heading “${text}” to open.`);
  return page.elementLocator(found);
};
const field = (name: string) => page.getByLabelText(name, { exact: true });
const isChosen = (id: string) => line(id).element().getAttribute('aria-pressed') === 'true';
const placeField = (id: string) => field(`Place of ${id}`);
const placeNow = (id: string) => (placeField(id).element() as HTMLInputElement).value;

/** With a pointer: typing happens only in fields. `isDragging` drags what can be dragged, else everything is clicked. */
function pointer(isDragging: boolean): Hand {
  const choose = async (id: string) => {
    if (!isChosen(id)) await line(id).click();
  };
  const write = async (name: string, text: string) => {
    await field(name).fill(text);
    await userEvent.keyboard('{Tab}');
  };
  return async (step) => {
    switch (step.do) {
      case 'add': {
        if (isDragging) {
          const lane = node(`lane ${step.place}`);
          const pane = document.querySelector('.svelte-flow__pane')!.getBoundingClientRect();
          const at = lane?.getBoundingClientRect() ?? { left: pane.left, top: pane.top, width: pane.width };
          // The heading of the lane, where no component stands.
          const targetPosition = { x: at.left + at.width / 2 - pane.left, y: at.top + 4 - pane.top };
          await userEvent.dragAndDrop(
            button(new RegExp(`^Add ${step.label}( after |$)`)),
            page.elementLocator(document.querySelector('.svelte-flow__pane')!),
            { targetPosition },
          );
        } else {
          await page.getByLabelText('Where to add').selectOptions('On its own, to be connected');
          await button(`Add ${step.label}`).click();
        }
        await expect.poll(listed).toContain(step.id);
        await expect.poll(() => node(step.id)).not.toBeNull();
        return;
      }
      case 'select':
        return choose(step.id);
      case 'open':
        return summary(step.summary).click();
      case 'press':
        return button(step.button).click();
      case 'place':
        if (placeNow(step.id) !== step.place) await write(`Place of ${step.id}`, step.place);
        return;
      case 'connect': {
        if (isDragging) {
          const handle = (id: string, side: string) =>
            page.elementLocator(node(id)!.querySelector(`.svelte-flow__handle.${side}`)!);
          await button('Fit View').click();
          await userEvent.dragAndDrop(handle(step.from, 'source'), handle(step.to, 'target'));
        } else {
          await choose(step.from);
          await page.getByLabelText(`Connect ${step.from} to…`).selectOptions(step.to);
          await button(`Connect ${step.from} to`).click();
        }
        await expect
          .poll(() => document.querySelector(`.svelte-flow__edge[data-id="${step.from}→${step.to}"]`))
          .not.toBeNull();
        return;
      }
      case 'type':
        return write(step.field, step.text);
      case 'choose':
        return field(step.field).selectOptions(step.option);
      case 'check':
        return field(step.field).click();
    }
  };
}

const focusable =
  'button:not(:disabled), input:not(:disabled), select:not(:disabled), summary, a[href], [tabindex="0"]';

/** Moves the focus by Tab or Shift+Tab, as many at once as it is probably away, until the control has it. */
async function reach(control: Locator): Promise<void> {
  const element = control.element() as HTMLElement;
  for (let tries = 0; tries < 300; tries++) {
    const now = document.activeElement;
    if (now === element) return;
    const all = [...document.querySelectorAll<HTMLElement>(focusable)].filter(
      (one) => one.checkVisibility() && one.tabIndex >= 0,
    );
    const away = all.indexOf(element) - all.indexOf(now as HTMLElement);
    // What the estimate misses is gone step by step.
    const presses = tries < 6 ? Math.min(Math.max(1, Math.abs(away)), 60) : 1;
    await userEvent.keyboard((away < 0 && tries < 6 ? '{Shift>}{Tab}{/Shift}' : '{Tab}').repeat(presses));
  }
  throw new Error(`The control cannot be reached by Tab: ${element.outerHTML.slice(0, 120)}`);
}

/** With the keyboard alone: Tab, Enter, Space, arrows and letters. Nothing is focused or set but by keys. */
const keyboard: Hand = async (step) => {
  const enter = async (control: Locator) => {
    await reach(control);
    await userEvent.keyboard('{Enter}');
  };
  const choose = async (id: string) => {
    if (!isChosen(id)) await enter(line(id));
  };
  const option = async (control: Locator, wanted: string) => {
    await reach(control);
    const list = control.element() as HTMLSelectElement;
    for (let presses = 0; presses < 40; presses++) {
      const index = [...list.options].findIndex(({ text, value }) => text === wanted || value === wanted);
      if (list.selectedIndex === index) return;
      await userEvent.keyboard(list.selectedIndex < index ? '{ArrowDown}' : '{ArrowUp}');
    }
    throw new Error(`The choice “${wanted}” cannot be reached by arrow keys.`);
  };
  const write = async (name: string, text: string) => {
    await reach(field(name));
    await userEvent.keyboard(`{Control>}a{/Control}${text === '' ? '{Delete}' : text}{Tab}`);
  };
  switch (step.do) {
    case 'add':
      await option(page.getByLabelText('Where to add'), 'On its own, to be connected');
      await enter(button(`Add ${step.label}`));
      await expect.poll(listed).toContain(step.id);
      return;
    case 'select':
      return choose(step.id);
    case 'open':
      return enter(summary(step.summary));
    case 'press':
      return enter(button(step.button));
    case 'place':
      if (placeNow(step.id) !== step.place) await write(`Place of ${step.id}`, step.place);
      return;
    case 'connect':
      // In the diagram: Enter on the component, C leads to the menu.
      await reach(page.elementLocator(node(step.from)!));
      await userEvent.keyboard('c');
      await expect.poll(() => document.activeElement).toBe(page.getByLabelText(`Connect ${step.from} to…`).element());
      await option(page.getByLabelText(`Connect ${step.from} to…`), step.to);
      return enter(button(`Connect ${step.from} to`));
    case 'type':
      return write(step.field, step.text);
    case 'choose':
      return option(field(step.field), step.option);
    case 'check':
      await reach(field(step.field));
      return userEvent.keyboard(' ');
  }
};

export const hands: Readonly<Record<'drag' | 'clicks' | 'keys', Hand>> = {
  drag: pointer(true),
  clicks: pointer(false),
  keys: keyboard,
};
