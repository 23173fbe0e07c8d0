import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appliedProblems,
  applyControls,
  clampToControl,
  defaultValues,
} from '../../widgets/latency-cost-dashboard/controls.ts';
import { namesAlternative, numberAt, readSettingPath } from '../../widgets/latency-cost-dashboard/setting-path.ts';
import type { Control } from '../../widgets/latency-cost-dashboard/widget-data.ts';
import { shippedData } from './shipped-data.ts';

const { controls } = shippedData;

/** Every number that a control governs, after its value was applied. */
function governed(control: Control, value: number): number[] {
  const { alternatives, curves } = applyControls(shippedData, { ...defaultValues(controls), [control.id]: value });
  return control.paths.flatMap((path) => {
    const { target, keys } = readSettingPath(path);
    const roots: unknown[] =
      target === 'curves'
        ? [curves]
        : alternatives.filter(({ id }) => namesAlternative(target, id)).map(({ scenario }) => scenario);
    return roots.flatMap((root) => numberAt(root, keys) ?? []);
  });
}

describe('applyControls', () => {
  it.each(controls.map((control) => [control.id, control] as const))(
    'writes the value of "%s" to every place that its paths name',
    (_, control) => {
      for (const value of [control.minimum, control.maximum]) {
        const found = governed(control, value);
        expect(found.length).toBeGreaterThan(0);
        for (const number of found) expect(number).toBeCloseTo(value * control.scale, 12);
      }
    },
  );
  it.each(controls.map((control) => [control.id, control] as const))(
    'makes only scenarios that run, at both ends of "%s"',
    (_, control) => {
      for (const value of [control.minimum, control.maximum]) {
        expect(
          appliedProblems(applyControls(shippedData, { ...defaultValues(controls), [control.id]: value }).alternatives),
        ).toEqual([]);
      }
    },
  );
  it('gives back the file itself when nothing was moved', () => {
    const { alternatives, curves } = applyControls(shippedData, {});
    expect(alternatives).toEqual(shippedData.alternatives);
    expect(curves).toEqual(shippedData.curves);
  });
  it('leaves the originals as they were', () => {
    const before = structuredClone(shippedData);
    applyControls(shippedData, Object.fromEntries(controls.map((control) => [control.id, control.maximum])));
    expect(shippedData).toEqual(before);
  });
  it('changes the arrivals of all nine alike, so that they stay comparable', () => {
    const rates = governed(controls.find(({ id }) => id === 'rate')!, 12);
    expect(rates).toEqual(Array(9).fill(12));
  });
});

describe('clampToControl', () => {
  const stepped = { ...controls[0]!, minimum: 0, maximum: 1, step: 0.1, default: 0.5 };
  const listed = { ...stepped, maximum: 1000, values: [1, 10, 1000], default: 10 };
  it('always gives a value of the control, whatever it is given, and leaves such a value alone', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const clamped = clampToControl(stepped, value);
        expect(clamped).toBeGreaterThanOrEqual(0);
        expect(clamped).toBeLessThanOrEqual(1);
        expect(Math.abs(clamped * 10 - Math.round(clamped * 10))).toBeLessThan(1e-9);
        expect(clampToControl(stepped, clamped)).toBe(clamped);
        expect(listed.values).toContain(clampToControl(listed, value));
      }),
    );
  });
  it('gives the default for what is not a number', () => {
    expect(clampToControl(stepped, Number.NaN)).toBe(0.5);
  });
});
