import { describe, expect, it } from 'vitest';
import { parseComponentsText } from '../../widgets/deployment-pipeline-builder/clipboard/components-text.ts';
import { componentsText, copyComponents } from '../../widgets/deployment-pipeline-builder/clipboard/components-text.ts';
import { applyCommand } from '../../widgets/deployment-pipeline-builder/commands/apply.ts';
import type { Command } from '../../widgets/deployment-pipeline-builder/commands/command.ts';
import { defaultWidgetData } from '../../widgets/deployment-pipeline-builder/default-widget-data.ts';
import type { Draft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { searchKinds } from '../../widgets/deployment-pipeline-builder/editing/search-kinds.ts';
import { findKind, kindNames } from '../../widgets/deployment-pipeline-builder/component-kinds.ts';
import { linkLabel } from '../../widgets/deployment-pipeline-builder/canvas/link-label.ts';
import { readNumbers } from '../../widgets/deployment-pipeline-builder/parameters/numbers-text.ts';

const start = defaultWidgetData.scenario;
const does = (command: Command, draft: Draft = start) => applyCommand(draft, command);
const idsOf = (draft: Draft) => draft.components.map(({ id }) => id);
const component = (draft: Draft, id: string) => draft.components.find((one) => one.id === id);

describe('setPlace and setPlaceParameter', () => {
  it('move components to another place, and leave the place out that the format means anyway', () => {
    const moved = does({ type: 'setPlace', ids: ['gateway', 'model'], place: 'city' }).scenario;
    expect(moved.components.map(({ place }) => place)).toEqual(['city', 'city', 'city']);
    const back = does({ type: 'setPlace', ids: ['users'], place: 'cloud' }, moved).scenario;
    expect(component(back, 'users')).not.toHaveProperty('place');
    const refused = does({ type: 'setPlace', ids: ['users'], place: 'the city' });
    expect(refused.scenario).toBe(start);
    expect(refused.message).toMatch(/cannot be the name of a place/);
  });

  it('list a place when something is said of it, and no longer when nothing is', () => {
    const said = does({ type: 'setPlaceParameter', place: 'city', path: 'kind', value: 'edgeSite' }).scenario;
    expect(said.places).toEqual([{ id: 'city', kind: 'edgeSite' }]);
    const unsaid = does({ type: 'setPlaceParameter', place: 'city', path: 'kind', value: undefined }, said).scenario;
    expect(unsaid).toEqual(start);
  });
});

describe('paste', () => {
  it('gives copies free names, keeps the ways among them and drops those to others', () => {
    const copied = copyComponents(start, ['gateway', 'model']);
    const { scenario, message } = does({ type: 'paste', ...copied, how: 'pasted' });
    expect(idsOf(scenario)).toEqual(['users', 'gateway', 'model', 'gateway2', 'model2']);
    expect(component(scenario, 'gateway2')?.to).toBe('model2');
    expect(component(scenario, 'users')?.to).toBe('gateway');
    expect(message).toBe('Pasted “gateway2”, “model2”, at cloud.');
    const again = does({ type: 'paste', ...copied, how: 'duplicated' }, scenario).scenario;
    expect(idsOf(again).slice(-2)).toEqual(['gateway3', 'model3']);
  });

  it('brings the link along that the pipeline has none of, and leaves the one that it has', () => {
    const link = { from: 'city', to: 'cloud', roundTripSeconds: 9 };
    const other: Draft = {
      components: [
        { id: 'a', kind: 'traffic', place: 'city', to: 'b' },
        { id: 'b', kind: 'gateway' },
      ],
      links: [link],
    };
    const copied = copyComponents(other, ['a', 'b']);
    expect(does({ type: 'paste', ...copied, how: 'pasted' }).scenario.links).toEqual(start.links);
    const empty: Draft = { components: [] };
    expect(does({ type: 'paste', ...copied, how: 'pasted' }, empty).scenario.links).toEqual([link]);
  });

  it('renames what copies say of each other', () => {
    const mirrored: Draft = {
      components: [
        { id: 's', kind: 'shadow', mirror: { to: 'm' } },
        { id: 'm', kind: 'modelServer' },
      ],
    };
    const { scenario } = does({ type: 'paste', ...copyComponents(mirrored, ['s', 'm']), how: 'duplicated' }, mirrored);
    expect(component(scenario, 's2')).toMatchObject({ mirror: { to: 'm2' } });
    expect(component(does({ type: 'rename', id: 'm', newId: 'copy' }, mirrored).scenario, 's')).toMatchObject({
      mirror: { to: 'copy' },
    });
  });
});

describe('the text of copied components', () => {
  it('is read again as it was written', () => {
    const copied = copyComponents(start, ['users', 'gateway']);
    expect(parseComponentsText(componentsText(copied))).toEqual({ ok: true, value: copied });
  });

  it('may be a whole scenario file', () => {
    const read = parseComponentsText(JSON.stringify(start));
    expect(read).toMatchObject({
      ok: true,
      value: { components: [{ id: 'users' }, { id: 'gateway' }, { id: 'model' }] },
    });
  });

  it.each([
    ['', 'nothing'],
    ['hello', 'other text'],
    ['{}', 'an object'],
    ['[1]', 'a list of 1'],
    ['{"components":[]}', 'an empty list'],
    ['{"components":[{"id":"a","kind":"teapot"}]}', '"teapot"'],
    ['{"components":[{"id":"a","kind":"gateway","rateLimit":{"ratePerSecond":-1,"burst":1}}]}', '-1'],
    ['{"components":[{"id":"a","kind":"gateway"},{"id":"a","kind":"gateway"}]}', 'an object'],
  ])('refuses %s and says what was found', (text, found) => {
    const read = parseComponentsText(text);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.problems[0]?.found).toBe(found);
  });
});

describe('batch', () => {
  it('does several things in one step and says what could not be done', () => {
    const commands: Command[] = [
      { type: 'remove', id: 'gateway' },
      { type: 'remove', id: 'nobody' },
    ];
    const { scenario, message } = does({ type: 'batch', commands, label: 'Took two out' });
    expect(idsOf(scenario)).toEqual(['users', 'model']);
    expect(message).toBe('Took two out. Not done: There is no component “nobody” to remove.');
    expect(does({ type: 'batch', commands: [commands[1]!], label: 'x' }).scenario).toBe(start);
  });
});

describe('setParameter', () => {
  it('writes the keys of a component in one order, whatever order they were set in', () => {
    const set = (draft: Draft, path: string, value: unknown) =>
      does({ type: 'setParameter', id: 'model', path, value }, draft).scenario;
    const one = set(set(start, 'concurrency', 2), 'queueTimeoutSeconds', 5);
    const other = set(set(start, 'queueTimeoutSeconds', 5), 'concurrency', 2);
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    expect(Object.keys(component(one, 'model')!).slice(0, 3)).toEqual(['id', 'kind', 'replicas']);
  });

  it('brings what a choice needs, also one inside a group', () => {
    const scaled = does({ type: 'setParameter', id: 'model', path: 'autoscaling.policy', value: 'hpa' }).scenario;
    const cold = does(
      { type: 'setParameter', id: 'model', path: 'autoscaling.coldStart.distribution', value: 'empirical' },
      scaled,
    ).scenario;
    expect(component(cold, 'model')).toMatchObject({
      autoscaling: { policy: 'hpa', coldStart: { distribution: 'empirical', samplesSeconds: [8, 10, 12] } },
    });
  });
});

describe('setScenario', () => {
  it('sets what is said of the whole, and nothing that other commands look after', () => {
    const objectives = [{ metric: 'sojournTimeSeconds.p95', atMost: 0.1 }];
    expect(does({ type: 'setScenario', path: 'objectives', value: objectives }).scenario['objectives']).toEqual(
      objectives,
    );
    expect(does({ type: 'setScenario', path: 'components', value: [] }).scenario).toBe(start);
    expect(does({ type: 'setScenario', path: 'objectives', value: objectives }).message).toBe(
      'Set Objectives of the pipeline to 1 entry.',
    );
  });
});

describe('searchKinds', () => {
  const all = kindNames.map((kind) => findKind(kind)!);
  it('finds kinds by every word of their name, family and meaning', () => {
    expect(searchKinds(all, '')).toEqual(all);
    expect(searchKinds(all, 'model server').map(({ kind }) => kind)).toContain('modelServer');
    expect(searchKinds(all, 'SOURCE users').map(({ kind }) => kind)).toContain('traffic');
    expect(searchKinds(all, 'zeppelin')).toEqual([]);
  });
});

describe('readNumbers', () => {
  it('reads numbers apart by commas, semicolons or spaces, and names what is none', () => {
    expect(readNumbers('5, 20; 40  1e3')).toEqual({ ok: true, numbers: [5, 20, 40, 1000] });
    expect(readNumbers('')).toEqual({ ok: true, numbers: [] });
    expect(readNumbers('1, two, 3')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('Entry 2: expected a number, found “two”'),
    });
  });
});

describe('linkLabel', () => {
  it('says what a crossing takes and costs, whatever number stands there', () => {
    expect(linkLabel({ from: 'a', to: 'b', roundTripSeconds: 0.04, usdPerGb: 0.09 })).toBe(
      '40.0 ms there and back · 0.0900 USD/GB',
    );
    expect(linkLabel(undefined)).toBe('no link');
    // The smallest number there is: found by the random commands, which the formats could not write.
    expect(linkLabel({ from: 'a', to: 'b', roundTripSeconds: 5e-324 })).toBe('below 1 ns there and back');
  });
});
