import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readScenarios } from '../../src/course/read-scenarios.ts';
import {
  cellLabel,
  gridOf,
  parseArrangements,
} from '../../widgets/deployment-pipeline-builder/arrangements/arrangement.ts';
import { describeClaim } from '../../widgets/deployment-pipeline-builder/arrangements/describe-claim.ts';
import { defaultWidgetData } from '../../widgets/deployment-pipeline-builder/default-widget-data.ts';
import { examine } from '../../widgets/deployment-pipeline-builder/findings/examine.ts';
import { valueAt } from '../../widgets/deployment-pipeline-builder/value-path.ts';
import { parseWidgetData } from '../../widgets/deployment-pipeline-builder/widget-data.ts';
import { parseServiceCurve } from '../../widgets/engines/inference/curve.ts';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const curve = parseServiceCurve(read('public/models/titanic-mlp.curve.json'));
if (!curve.ok) throw new Error('The recorded curve cannot be read.');
const curves = { 'titanic-mlp': curve.value };
const parsed = parseArrangements({ scenarios: readScenarios('content/scenarios') });
if (!parsed.ok) throw new Error('The file of all scenarios cannot be read.');
const arrangements = parsed.value;
const grid = gridOf(arrangements);

describe('the arrangements that the builder offers', () => {
  it('are every regime in every environment, and the other scenarios of the course', () => {
    expect(grid.map(({ cell }) => cellLabel(cell!))).toEqual(
      ['Batch', 'Real-time', 'Streaming'].flatMap((regime) =>
        ['cloud', 'edge', 'hybrid'].map((environment) => `${regime}, ${environment}`),
      ),
    );
    expect(arrangements.length).toBe(readScenarios('content/scenarios').length);
    expect(arrangements.every(({ claim }) => claim?.endsWith('.'))).toBe(true);
  });

  it.each(grid.map(({ id, draft }) => [id, draft] as const))(
    '%s can run, carries its load, and its run keeps what it claims',
    (_, draft) => {
      const { scenario, findings } = examine(draft, curves);
      expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
      expect(describeClaim(scenario!, simulate(scenario!, { curves }))).toBe('This run keeps it.');
    },
  );

  it('say which part of a claim a run does not keep', () => {
    const { draft } = arrangements.find(({ id }) => id === 'titanic-slower-model')!;
    const faster = {
      ...draft,
      components: draft.components.map((each) => (each.id === 'model' ? { ...each, replicas: 40 } : each)),
    };
    const { scenario } = examine(faster, curves);
    expect(describeClaim(scenario!, simulate(scenario!, { curves }))).toBe(
      'This run does not keep it: components.model.utilisation is outside the claim.',
    );
  });

  it('bring the same traffic in every cell', () => {
    const rates = grid.map(({ draft }) =>
      draft.components.map((component) => valueAt(component, 'arrivals.ratePerSecond')).filter(Boolean),
    );
    expect(rates).toEqual(grid.map(() => [50]));
  });

  it('are refused with a reason when the file is not what the site makes', () => {
    const refused = parseArrangements({ scenario: [] });
    expect(refused.ok ? [] : refused.problems.map(({ path }) => path)).toContain('scenarios');
  });
});

describe('the data file of the Titanic lesson', () => {
  it('starts like the built-in pipeline, so that nothing moves when the file arrives', () => {
    const data = parseWidgetData(read('public/widgets/deployment_pipeline.titanic.json'));
    if (!data.ok) throw new Error('The data file has faults; widget-data.test.ts tells which.');
    expect(defaultWidgetData.scenario).toEqual(data.value.scenario);
    expect(defaultWidgetData.title).toBe(data.value.title);
  });
});
