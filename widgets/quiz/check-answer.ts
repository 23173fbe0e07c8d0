import type * as z from '../kit/zod.ts';
import { describeFound } from '../kit/problem.ts';
import { optionText } from './option-text.ts';

interface CheckedItem {
  readonly options?: readonly (string | number | boolean)[] | undefined;
  readonly answer: number | readonly number[] | { readonly value: number };
  readonly feedback?: readonly string[] | undefined;
}

interface Fault {
  readonly path: (string | number)[];
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

function numericFaults(item: CheckedItem): Fault[] {
  if ((item.options ?? []).length === 0) return [];
  return [
    {
      path: ['options'],
      expected: 'no options beside a numeric answer',
      found: describeFound(item.options),
      fix: 'Remove the options, or write the answer as an index.',
    },
  ];
}

function optionFaults(options: readonly string[]): Fault[] {
  if (options.length < 2) {
    return [
      {
        path: ['options'],
        expected: 'at least two options',
        found: describeFound(options),
        fix: 'Add the options, or give the answer as { value, tolerance, unit }.',
      },
    ];
  }
  return options.flatMap((option, index) => {
    const first = options.indexOf(option);
    return first === index
      ? []
      : [
          {
            path: ['options', index],
            expected: 'options that differ',
            found: `${describeFound(option)} a second time`,
            fix: `Change option ${index}, or remove it and renumber the answer.`,
          },
        ];
  });
}

function indexFaults(answer: number | readonly number[], count: number): Fault[] {
  const indexes = typeof answer === 'number' ? [answer] : answer;
  if (indexes.length === 0)
    return [
      {
        path: ['answer'],
        expected: 'at least one index',
        found: 'an empty list',
        fix: 'Name the right options by their index, counted from 0.',
      },
    ];
  return indexes.flatMap((index, position) => {
    const path = typeof answer === 'number' ? ['answer'] : ['answer', position];
    if (index >= count)
      return [
        { path, expected: `an index from 0 to ${count - 1}`, found: String(index), fix: 'Options are counted from 0.' },
      ];
    if (indexes.indexOf(index) !== position)
      return [{ path, expected: 'each index once', found: `${index} a second time`, fix: 'Remove the repeat.' }];
    return [];
  });
}

function feedbackFaults(item: CheckedItem, count: number): Fault[] {
  const given = item.feedback?.length;
  if (given === undefined || given === count) return [];
  return [
    {
      path: ['feedback'],
      expected: `one text per option (${count})`,
      found: String(given),
      fix: 'Write one text per option, in their order; leave it empty ("") where nothing is to be said.',
    },
  ];
}

/** Faults that involve more than one key of a question. */
export function answerFaults(item: CheckedItem): readonly Fault[] {
  const { answer } = item;
  if (typeof answer === 'object' && 'value' in answer) return [...numericFaults(item), ...feedbackFaults(item, 0)];
  const options = (item.options ?? []).map((option) => optionText(option).normalize('NFC'));
  const faults = optionFaults(options);
  return [
    ...faults,
    ...(options.length === 0 ? [] : [...indexFaults(answer, options.length), ...feedbackFaults(item, options.length)]),
  ];
}

/** The same as a zod check. */
export function checkAnswer(context: z.core.ParsePayload<CheckedItem>): void {
  for (const { path, ...params } of answerFaults(context.value)) {
    context.issues.push({
      code: 'custom',
      input: context.value,
      path,
      params,
      message: `Expected ${params.expected}, found ${params.found}. ${params.fix}`,
      continue: true,
    });
  }
}
