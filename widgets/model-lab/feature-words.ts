import { formatNumber } from '../kit/format.ts';
import type { FormFeature } from '../kit/form-feature.ts';

/** A value of a feature as a person says it: `Third`, `30`, `unknown`. The unit stands in the form: beside every number it would crowd a narrow page, and "1 years" is no English. */
export function describeValue(feature: FormFeature, value: number | null): string {
  if (value === null) return 'unknown';
  const choice = feature.choices?.find((one) => one.value === value);
  return choice?.label ?? formatNumber(value);
}
