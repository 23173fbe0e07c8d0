import fc from 'fast-check';
import { expect, test } from 'vitest';
import { componentKinds } from '../../../widgets/engines/simulator/components/index.ts';
import { variants } from './arbitrary-component.ts';
import { anyScenario } from './arbitrary-scenario.ts';

const sample = fc.sample(anyScenario, { numRuns: 1500, seed: 1 });
const accepted = sample.filter((scenario) => scenario !== undefined);
const texts = accepted.map((scenario) => JSON.stringify(scenario));

test('anyScenario is accepted nearly always, after broken components gave way to the example of their kind', () => {
  expect(accepted.length / sample.length).toBeGreaterThan(0.95);
});

test('anyScenario reaches every component kind and every variant of every registry', () => {
  const kinds = new Set(accepted.flatMap(({ components }) => components.map(({ kind }) => kind)));
  expect([...kinds].sort()).toEqual(componentKinds.map(({ kind }) => kind).sort());
  const missed = variants.filter(({ name }) => !texts.some((text) => text.includes(`"${name}"`)));
  // A measured law needs a curve that a scenario does not carry, and a preset's name may not be one that a component takes.
  expect(missed.map(({ name }) => name)).toEqual([]);
});

test('anyScenario reaches every parameter that a component may leave out', () => {
  const missed = componentKinds.flatMap(({ kind, parameters }) => {
    const components = accepted.flatMap((scenario) =>
      scenario.components.filter((component) => component.kind === kind),
    );
    return parameters
      .filter(({ path }) => {
        const has = (component: unknown) =>
          path
            .split('.')
            .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], component);
        return !components.some((component) => has(component) !== undefined);
      })
      .map(({ path }) => `${kind}.${path}`);
  });
  expect(missed).toEqual([]);
});
