import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseWidgetData } from '../../widgets/deployment-pipeline-builder/widget-data.ts';
import { formatProblem } from '../../widgets/kit/problem.ts';

const url = new URL('../../public/widgets/deployment_pipeline.titanic.json', import.meta.url);
const file = JSON.parse(await readFile(url, 'utf8'));
/** With two presets of its own, which a lesson may bring beside the scenarios of the course. */
const good = {
  ...file,
  presets: [
    { id: 'batch', label: 'Batch', summary: 'All at night.', scenario: file.scenario },
    { id: 'streaming', label: 'Streaming', scenario: file.scenario },
  ],
};
const faultsOf = (input: unknown) => {
  const parsed = parseWidgetData(input);
  return parsed.ok ? [] : parsed.problems.map(formatProblem);
};

describe('parseWidgetData', () => {
  it('accepts the file of the Titanic lesson as it is', () => {
    expect(parseWidgetData(file)).toEqual({ ok: true, value: { ...file, presets: [] } });
    expect(parseWidgetData(good)).toEqual({ ok: true, value: good });
  });

  it('fills in that there are no presets', () => {
    expect(parseWidgetData(file)).toMatchObject({ ok: true, value: { presets: [] } });
  });

  it('tells every fault at once, each with where, what was expected, what was found and the fix', () => {
    const [first, second] = good.presets;
    const bad = {
      ...good,
      tittle: 'Pipeline',
      model: '',
      presets: [
        { ...first, claim: { metric: 'cost.usdPerDay', atMots: 4, sentence: 'Cheap.' } },
        { ...second, label: 7 },
      ],
      palette: 'gateway',
    };
    expect(faultsOf(bad)).toMatchInlineSnapshot(`
      [
        "model: expected text that is not empty, found "". Write something here.",
        "presets[0].claim.atMots: expected one of the keys metric, atMost, atLeast, sentence, found the unknown key "atMots". Did you mean "atMost"?",
        "presets[1].label: expected text, found 7. Write text here.",
        "palette: expected a list in [ ], found "gateway". Write a list in [ ] here.",
        "tittle: expected one of the keys title, intro, model, scenario, presets, palette, found the unknown key "tittle". Did you mean "title"?",
      ]
    `);
  });

  it('tells the faults of scenarios by their path in the file', () => {
    const scenario = {
      ...good.scenario,
      components: good.scenario.components.map((component: { id: string }) =>
        component.id === 'gateway' ? { ...component, to: 'modle' } : component,
      ),
    };
    expect(
      faultsOf({ ...good, scenario, presets: [{ id: 'a', label: 'A', scenario: 'none' }] }),
    ).toMatchInlineSnapshot(`
      [
        "scenario.components[1].to: expected the id of a component, found "modle". Did you mean "model"?",
        "presets[0].scenario: expected an object in { }, found "none". Write an object in { } here.",
      ]
    `);
  });

  it('tells repeated preset ids, claims without a bound and kinds that there are not', () => {
    const preset = { ...good.presets[0], claim: { metric: 'cost.usdPerDay', sentence: 'Cheap.' } };
    expect(faultsOf({ ...good, presets: [preset, preset], palette: ['traffic', 'gatewy'] })).toMatchInlineSnapshot(`
      [
        "presets[0].claim: expected atMost or atLeast, found neither. Add the bound that the metric keeps.",
        "presets[1].id: expected an id of its own, found "batch" a second time. Give every preset another id.",
        "presets[1].claim: expected atMost or atLeast, found neither. Add the bound that the metric keeps.",
        "palette[1]: expected one of traffic, eventStream, dataset, gateway, loadBalancer, router, shadow, proxy, modelServer, llmServer, functions, device, batchJob, predictionTable, cache, featureStore, partitionedLog, streamProcessor, found "gatewy". Did you mean "gateway"?",
      ]
    `);
  });

  it.each([null, undefined, 'text', 7, [], {}])('refuses %j with a problem, never by throwing', (input) => {
    expect(faultsOf(input).length).toBeGreaterThan(0);
  });
});
