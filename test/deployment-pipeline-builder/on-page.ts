import { render } from 'vitest-browser-svelte';
import { expect } from 'vitest';
import { type Locator, page, userEvent } from 'vitest/browser';
import '../../src/styles/tokens.css';
import '../../src/styles/base.css';
import '../../src/styles/controls.css';
import type { Challenge } from '../../widgets/deployment-pipeline-builder/challenges/challenge.ts';
import PipelineBuilder from '../../widgets/deployment-pipeline-builder/PipelineBuilder.svelte';

export const titanicFile = '/widgets/deployment_pipeline.titanic.json';

/** Shows a builder as on a lesson page and waits until it can be used. A course of its own for each test keeps what is saved apart. */
export async function showBuilder(
  props: {
    data?: string | null;
    course?: string;
    lesson?: string;
    width?: number;
    challenges?: readonly Challenge[];
  } = {},
) {
  await page.viewport(props.width ?? 1100, 900);
  const course = props.course ?? `course-${crypto.randomUUID()}`;
  const shown = await render(PipelineBuilder, {
    data: props.data === undefined ? titanicFile : props.data,
    course,
    lesson: props.lesson ?? 'l',
    base: '/',
    ...(props.challenges ? { challenges: props.challenges } : {}),
  });
  await expect.element(button('Start over')).toBeEnabled();
  return { ...shown, course };
}

export const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });

/** Waits until the live region says this. */
export async function said(text: string | RegExp): Promise<void> {
  const sentence = () => document.querySelector('[role=status]')?.textContent?.trim() ?? '';
  if (typeof text === 'string') await expect.poll(sentence).toBe(text);
  else await expect.poll(sentence, { timeout: 15_000 }).toMatch(text);
}

/** A component's line in the outline: it opens, or it is chosen and the inspector shows it. */
const lines = ':is(ol > li > details > summary, ol > li > .entry)';

/** Names of the components in the list, in its order. */
export function listed(): string[] {
  return [...document.querySelectorAll(`${lines} > strong`)].map((name) => name.textContent ?? '');
}

/** The line of a component in the list, which opens its parameters. */
export function line(id: string): Locator {
  const summary = [...document.querySelectorAll(lines)].find(
    (candidate) => candidate.querySelector('strong')?.textContent === id,
  );
  if (!summary) throw new Error(`The list has no component ${id}, only ${listed().join(', ')}.`);
  return page.elementLocator(summary);
}

/** Presses Tab until the control has the focus, as a person without a mouse does. */
export async function tabTo(control: Locator): Promise<void> {
  const element = control.element();
  for (let presses = 0; presses < 250; presses++) {
    if (document.activeElement === element) return;
    await userEvent.keyboard('{Tab}');
  }
  throw new Error(`The control cannot be reached by Tab: ${element.outerHTML.slice(0, 120)}`);
}
