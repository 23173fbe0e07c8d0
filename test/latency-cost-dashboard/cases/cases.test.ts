import { describe, expect, it } from 'vitest';
import { readScenarios } from '../../../src/course/read-scenarios.ts';
import { cases, openCase } from '../../../widgets/latency-cost-dashboard/cases/open-case.ts';
import { compose } from '../../../widgets/latency-cost-dashboard/comparing/compose.ts';
import { parseCourseScenarios } from '../../../widgets/latency-cost-dashboard/comparing/course-scenarios.ts';
import {
  initialState,
  MOST_ALTERNATIVES,
  parseDashboardState,
} from '../../../widgets/latency-cost-dashboard/comparing/state.ts';
import { recordedCurve, shippedData } from '../shipped-data.ts';

const read = parseCourseScenarios({ scenarios: readScenarios('content/scenarios') });
if (!read.ok) throw new Error('The scenarios of the course cannot be read.');
const course = read.value;
const state = initialState(shippedData);

describe('the cases', () => {
  it.each(cases)('$title can be opened, and every scenario of it can be compared', (one) => {
    expect(one.scenarios.length).toBeLessThanOrEqual(MOST_ALTERNATIVES);
    expect(one.scenarios.filter((id) => !course.some((scenario) => scenario.id === id))).toEqual([]);
    const opened = openCase(state, one, course);
    expect(parseDashboardState(opened, shippedData)).toEqual({ ok: true, value: opened });
    const composed = compose(opened, { data: shippedData, course: read, curve: recordedCurve });
    expect(composed.map(({ alternative, refusal }) => [alternative.id, refusal])).toEqual(
      one.scenarios.map((id) => [id, null]),
    );
  });

  it('hold every scenario of the course but those that are the dashboard’s own, or the model’s of another panel', () => {
    const named = cases.flatMap(({ scenarios }) => scenarios);
    const left = course.map(({ id }) => id).filter((id) => !named.includes(id));
    expect(left.filter((id) => !/^(titanic|reality)-/.test(id))).toEqual([]);
  });

  it('bring the limit and the seed of their first scenario, and none of the student’s prices', () => {
    const own = { ...state, seed: 7, prices: { egress: { usdPerGb: 1 } } };
    expect(openCase(own, cases[0]!, course)).toMatchObject({ limitMs: 200, seed: 1, baseline: 'weekend-peak-weekday' });
    expect(openCase(own, cases[0]!, course)).not.toHaveProperty('prices');
  });
});
