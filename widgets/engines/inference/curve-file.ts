import type { Parsed, Problem } from '../../kit/problem.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import { parseServiceCurve } from './curve.ts';
import { fitAffine } from './fit.ts';

/** Largest curve file that is read, in characters: one with a thousand samples has about twenty thousand. */
export const curveFileLimit = 1_000_000;

const fix = 'Choose a file that was saved with "Save the curve", or one of public/models/*.curve.json.';

/** Name and text of the file that a curve is saved as: what `npm run simulate -- --curve FILE` reads, and {@link readCurveFile}. */
export function curveFile(curve: ServiceCurve): { readonly name: string; readonly text: string } {
  return { name: `${curve.model}.curve.json`, text: `${JSON.stringify(curve, null, 2)}\n` };
}

/**
 * The curve of a file that a person chose, or every reason why it is none; `name` is the file's. `model` is the one that the curve has to be of, absent for any. A curve
 * from a file was not measured here and now, so its source is `recorded`; its fit is made again from its points.
 */
export function readCurveFile(name: string, text: string, model?: string): Parsed<ServiceCurve> {
  if (text.length > curveFileLimit)
    return refuse({ path: name, expected: `at most ${curveFileLimit / 1e6} MB`, found: 'a larger file', fix });
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    return refuse({ path: name, expected: 'JSON', found: error instanceof Error ? error.message : String(error), fix });
  }
  const parsed = parseServiceCurve(input);
  if (!parsed.ok)
    return { ok: false, problems: parsed.problems.map((one) => ({ ...one, path: within(name, one.path), fix })) };
  const curve = parsed.value;
  if (model !== undefined && curve.model !== model) {
    return refuse({
      path: within(name, 'model'),
      expected: `the model "${model}"`,
      found: `"${curve.model}"`,
      fix: 'A curve holds for its own model only: choose one of this model.',
    });
  }
  if (curve.points[0]!.batchSize !== 1) {
    return refuse({
      path: within(name, 'points[0].batchSize'),
      expected: '1',
      found: String(curve.points[0]!.batchSize),
      fix: 'Measure the model with batches from one row on.',
    });
  }
  if (curve.scaling) {
    return refuse({
      path: within(name, 'scaling'),
      expected: 'a curve as it was timed',
      found: `one that was multiplied by ${curve.scaling.times}`,
      fix: 'Open the curve that was timed, and choose the hardware here.',
    });
  }
  return { ok: true, value: { ...curve, source: 'recorded', fit: fitAffine(curve.points) } };
}

function within(name: string, path: string): string {
  return path === '' ? name : `${name}: ${path}`;
}

function refuse(problem: Problem): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [problem] };
}
