import type * as z from '../../kit/zod.ts';

interface Bounds {
  readonly atMost?: number | undefined;
  readonly atLeast?: number | undefined;
}

interface Asked {
  readonly metric?: string | undefined;
  readonly options?: readonly unknown[] | undefined;
}

interface Parts {
  readonly locked?: readonly string[] | undefined;
  readonly free?: readonly string[] | undefined;
}

/** A fault that involves several keys: an issue whose `params` are read by whoever reports it. */
function report(
  { value, issues }: z.core.ParsePayload,
  path: PropertyKey[],
  expected: string,
  found: string,
  fix: string,
): void {
  const params = { expected, found, fix };
  issues.push({ code: 'custom', input: value, path, params, message: `Expected ${expected}, found ${found}. ${fix}` });
}

/** A predicate without a bound, or with two that no value keeps. */
export function checkBounds(payload: z.core.ParsePayload<Bounds>): void {
  const { atMost, atLeast } = payload.value;
  if (atMost === undefined && atLeast === undefined)
    report(payload, [], 'atMost or atLeast', 'neither', 'Add the bound that the metric must keep.');
  else if (atMost !== undefined && atLeast !== undefined && atLeast > atMost)
    report(
      payload,
      [],
      'atLeast not above atMost',
      `${atLeast} above ${atMost}`,
      'No value keeps both: change one of the two.',
    );
}

/** A prediction asks for one thing: a number or a choice. */
export function checkPrediction(payload: z.core.ParsePayload<Asked>): void {
  const { metric, options } = payload.value;
  if (metric === undefined && options === undefined)
    report(
      payload,
      [],
      'a metric to be estimated, or options to choose from',
      'neither',
      'Add, for example, `metric: sojournTimeSeconds.p95`.',
    );
  if (metric !== undefined && options !== undefined)
    report(payload, ['metric'], 'either a metric or options', 'both', 'Remove one of the two.');
}

/** What is locked is said in one of two ways. */
export function checkParts(payload: z.core.ParsePayload<Parts>): void {
  const { locked, free } = payload.value;
  if (locked !== undefined && free !== undefined)
    report(
      payload,
      ['locked'],
      'either locked or free',
      'both',
      'Keep the shorter of the two: what one names, the other implies.',
    );
}
