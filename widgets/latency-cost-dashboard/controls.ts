import { parseScenario } from '../engines/simulator/parse-scenario.ts';
import type { Scenario } from '../engines/simulator/scenario.ts';
import type { Problem } from '../kit/problem.ts';
import { namesAlternative, readSettingPath, setNumber } from './setting-path.ts';
import type { Alternative, Control, DerivedCurve, WidgetData } from './widget-data.ts';

/** Values of the controls by id, in the controls' own units. */
export type ControlValues = Readonly<Record<string, number>>;

/** The values that a dashboard starts with. */
export function defaultValues(controls: readonly Control[]): Record<string, number> {
  return Object.fromEntries(controls.map((control) => [control.id, control.default]));
}

/** The nearest value that the control offers: within its range, on a step, or one of its values. Anything but a number gives the default. */
export function clampToControl(control: Control, value: number): number {
  if (!Number.isFinite(value)) return control.default;
  if (control.values)
    return control.values.reduce((best, one) => (Math.abs(one - value) < Math.abs(best - value) ? one : best));
  const inRange = Math.min(control.maximum, Math.max(control.minimum, value));
  const steps = Math.round((inRange - control.minimum) / control.step);
  // Steps such as 0.1 leave crumbs in binary: twelve digits are more than any control means.
  return Math.min(control.maximum, Number((control.minimum + steps * control.step).toPrecision(12)));
}

/** Copies with the values written in; the originals stay as they are. A control that has no value keeps its default. */
export function applyControls(
  data: WidgetData,
  values: ControlValues,
): { alternatives: Alternative[]; curves: DerivedCurve[] } {
  const curves = structuredClone(data.curves);
  const alternatives = data.alternatives.map((one) => ({
    ...one,
    scenario: structuredClone(one.scenario) as Scenario,
  }));
  for (const control of data.controls) {
    // Rounded as the control's own value is: 45 · 0.001 must be written 0.045.
    const value = Number(
      (clampToControl(control, values[control.id] ?? control.default) * control.scale).toPrecision(12),
    );
    for (const path of control.paths) {
      const { target, keys } = readSettingPath(path);
      if (target === 'curves') setNumber(curves, keys, value);
      else
        for (const { id, scenario } of alternatives) if (namesAlternative(target, id)) setNumber(scenario, keys, value);
    }
  }
  return { alternatives, curves };
}

/** What the simulator would refuse after the values were written in; empty when every scenario runs. */
export function appliedProblems(alternatives: readonly Alternative[]): Problem[] {
  return alternatives.flatMap(({ id, scenario }) => {
    const parsed = parseScenario(scenario);
    return parsed.ok ? [] : parsed.problems.map((problem) => ({ ...problem, path: `${id}: ${problem.path}` }));
  });
}
