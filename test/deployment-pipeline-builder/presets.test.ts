import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { defaultWidgetData } from '../../widgets/deployment-pipeline-builder/default-widget-data.ts';
import { examine } from '../../widgets/deployment-pipeline-builder/findings/examine.ts';
import { valueAt } from '../../widgets/deployment-pipeline-builder/value-path.ts';
import { parseWidgetData } from '../../widgets/deployment-pipeline-builder/widget-data.ts';
import { parseServiceCurve } from '../../widgets/engines/inference/curve.ts';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';

async function read(path: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`../../public/${path}`, import.meta.url), 'utf8'));
}
const parsed = parseWidgetData(await read('widgets/deployment_pipeline.titanic.json'));
if (!parsed.ok) throw new Error('The data file has faults; widget-data.test.ts tells which.');
const data = parsed.value;
const curve = parseServiceCurve(await read(`models/${data.model}.curve.json`));
if (!curve.ok) throw new Error('The recorded curve cannot be read.');
const curves = { [data.model]: curve.value };

describe('the presets of the Titanic lesson', () => {
  it.each(data.presets.map((preset) => [preset.label, preset] as const))(
    '%s keeps its claim, and nothing is to be mended in it',
    (_, { scenario, claim }) => {
      const examined = examine(scenario, curves);
      expect(examined.findings).toEqual([]);
      const result = simulate(examined.scenario!, { curves });
      const value = valueAt(result, claim!.metric);
      expect(value).toBeTypeOf('number');
      if (claim!.atMost !== undefined) expect(value).toBeLessThanOrEqual(claim!.atMost);
      if (claim!.atLeast !== undefined) expect(value).toBeGreaterThanOrEqual(claim!.atLeast);
      // Little's law over the whole system: all that was offered is accounted for.
      const { offered, completed, rejected, throttled, timedOut, failed, inSystem } = result.requests;
      expect(completed + rejected + throttled + timedOut + failed + inSystem).toBe(offered);
    },
  );

  it('bring the same traffic in every arrangement', () => {
    const rates = data.presets.map(({ scenario }) =>
      scenario.components.map((component) => valueAt(component, 'arrivals.ratePerSecond')).filter(Boolean),
    );
    expect(rates).toEqual(data.presets.map(() => [50]));
    expect(data.presets.map(({ id }) => id)).toEqual(['batch', 'real-time', 'heavy-model', 'streaming']);
  });

  it('start like the built-in pipeline, so that nothing moves when the file arrives', () => {
    expect(defaultWidgetData.scenario).toEqual(data.scenario);
    expect(defaultWidgetData.title).toBe(data.title);
  });
});
