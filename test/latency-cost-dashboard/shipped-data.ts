// The shipped data file and curve, read once for the tests of this folder.
import { readFileSync } from 'node:fs';
import { parseServiceCurve } from '../../widgets/engines/inference/curve.ts';
import type { Parsed } from '../../widgets/kit/problem.ts';
import { parseWidgetData } from '../../widgets/latency-cost-dashboard/widget-data.ts';

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../public/${path}`, import.meta.url), 'utf8'));
}

function accepted<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, undefined, 1));
  return parsed.value;
}

/** The file as its author wrote it, a fresh copy each time. */
export const shippedInput = () => read('widgets/latency_cost.titanic.json') as Record<string, never>;
export const shippedData = accepted(parseWidgetData(shippedInput()));
export const recordedCurve = accepted(parseServiceCurve(read('models/titanic-mlp.curve.json')));
