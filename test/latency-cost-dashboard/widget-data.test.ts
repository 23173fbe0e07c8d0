import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../widgets/kit/problem.ts';
import { parseWidgetData } from '../../widgets/latency-cost-dashboard/widget-data.ts';
import { shippedData, shippedInput } from './shipped-data.ts';

// biome-ignore lint/suspicious/noExplicitAny: these tests break well-formed input on purpose.
type Loose = any;

/** The problems of the shipped file after one change to it. */
function faultsAfter(change: (file: Loose) => void): string[] {
  const file: Loose = shippedInput();
  change(file);
  const parsed = parseWidgetData(file);
  return parsed.ok ? [] : parsed.problems.map(formatProblem);
}

describe('parseWidgetData', () => {
  it('accepts the shipped file: three strategies in three environments', () => {
    expect(faultsAfter(() => {})).toEqual([]);
    const pairs = shippedData.alternatives.map(({ strategy, environment }) => `${strategy} ${environment}`);
    expect(new Set(pairs).size).toBe(9);
  });
  it('refuses what is not an object', () => {
    const parsed = parseWidgetData('nine deployments');
    expect(parsed.ok ? [] : parsed.problems.map(formatProblem)).toMatchInlineSnapshot(`
      [
        "the document: expected an object in { }, found "nine deployments". Write an object in { } here.",
      ]
    `);
  });
  it('names an unknown key and the one that was meant', () => {
    expect(
      faultsAfter((file) => {
        file.controls[0].minumum = 1;
        delete file.controls[0].minimum;
      }),
    ).toMatchInlineSnapshot(`
      [
        "controls[0].minimum: expected a number, found nothing. Add "minimum".",
        "controls[0].minumum: expected one of the keys id, label, unit, minimum, maximum, step, default, values, scale, paths, meaning, found the unknown key "minumum". Did you mean "minimum"?",
      ]
    `);
  });
  it('names an unknown strategy', () => {
    expect(
      faultsAfter((file) => {
        file.alternatives[0].strategy = 'nightly';
      }),
    ).toMatchInlineSnapshot(`
      [
        "alternatives[0].strategy: expected one of batch, realtime, streaming, found "nightly". Use one of batch, realtime, streaming.",
      ]
    `);
  });
  it('passes on the faults of a scenario with their place in the file', () => {
    expect(
      faultsAfter((file) => {
        file.alternatives[3].scenario.components[0].to = 'gatway';
      }),
    ).toMatchInlineSnapshot(`
      [
        "alternatives[3].scenario.components[0].to: expected the id of a component, found "gatway". Did you mean "gateway"?",
      ]
    `);
  });
  it('refuses to begin with an alternative that there is not, or with one twice', () => {
    expect(
      faultsAfter((file) => {
        file.compared = ['batch-cloud', 'batch-clud', 'batch-cloud'];
      }),
    ).toMatchInlineSnapshot(`
      [
        "compared[1]: expected the id of an alternative, found "batch-clud". Did you mean "batch-cloud"?",
        "compared[2].id: expected an id of its own, found "batch-cloud" a second time. Give every entry another id.",
      ]
    `);
  });
  it('refuses two alternatives with one id', () => {
    expect(
      faultsAfter((file) => {
        file.alternatives[2].id = 'batch-cloud';
      }),
    ).toMatchInlineSnapshot(`
      [
        "alternatives[2].id: expected an id of its own, found "batch-cloud" a second time. Give every entry another id.",
      ]
    `);
  });
  it('refuses a control whose path leads nowhere', () => {
    expect(
      faultsAfter((file) => {
        file.controls[0].paths = ['*/components/users/arrivals/rate', 'realtime-clout/links/0/roundTripSeconds'];
      }),
    ).toMatchInlineSnapshot(`
      [
        "controls[0].paths[0]: expected a path that leads to a number, found "*/components/users/arrivals/rate". Check each segment: a key, the id of a list’s entry, or its index.",
        "controls[0].paths[1]: expected an alternative, a pattern such as batch-*, or curves, found "realtime-clout". Did you mean "realtime-cloud"?",
      ]
    `);
  });
  it('refuses a control whose default is outside its range, or whose values do not rise', () => {
    expect(
      faultsAfter((file) => {
        file.controls[0].default = 500;
        file.controls[1].values = [1, 100, 10];
      }),
    ).toMatchInlineSnapshot(`
      [
        "controls[0].default: expected a number from 1 to 20, found 500. Correct the default or the range.",
        "controls[1].values: expected rising numbers from 1 to 3000, found 1, 100, 10. Correct the values or the range.",
      ]
    `);
  });
  it('refuses a service time of a model that has no curve', () => {
    expect(
      faultsAfter((file) => {
        file.curves[0].id = 'in-cloud';
        file.curves[1].of = 'in-cloud';
      }).slice(0, 2),
    ).toMatchInlineSnapshot(`
      [
        "alternatives[0].scenario.components.job.serviceTime.model: expected the model or a derived curve, found "at-cloud". Did you mean "in-cloud"?",
        "alternatives[2].scenario.components.cloud-job.serviceTime.model: expected the model or a derived curve, found "at-cloud". Did you mean "in-cloud"?",
      ]
    `);
  });
  it('refuses a curve derived from one further down', () => {
    expect(
      faultsAfter((file) => {
        file.curves[0].of = 'at-edge';
      }),
    ).toMatchInlineSnapshot(`
      [
        "curves[0].of: expected the model or a curve further up, found "at-edge". Name one of titanic-mlp.",
      ]
    `);
  });
});
