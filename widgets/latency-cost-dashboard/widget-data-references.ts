import { nearest } from '../kit/nearest.ts';
import { describeFound, type Problem } from '../kit/problem.ts';
import { namesAlternative, numberAt, readSettingPath } from './setting-path.ts';
import type { Control, WidgetData } from './widget-data.ts';

function twice(list: readonly { readonly id: string }[], section: string): Problem[] {
  return list.flatMap(({ id }, index) => {
    if (list.findIndex((other) => other.id === id) === index) return [];
    return [
      {
        path: `${section}[${index}].id`,
        expected: 'an id of its own',
        found: `"${id}" a second time`,
        fix: 'Give every entry another id.',
      },
    ];
  });
}

function unknownName(path: string, name: string, known: readonly string[], what: string): Problem {
  const meant = nearest(name, known);
  const fix = meant ? `Did you mean "${meant}"?` : `Name one of ${known.join(', ')}.`;
  return { path, expected: what, found: describeFound(name), fix };
}

function curveProblems(data: WidgetData): Problem[] {
  const chain = data.curves.flatMap(({ of }, index) => {
    const earlier = [data.model, ...data.curves.slice(0, index).map((curve) => curve.id)];
    return earlier.includes(of)
      ? []
      : [unknownName(`curves[${index}].of`, of, earlier, 'the model or a curve further up')];
  });
  const known = [data.model, ...data.curves.map((curve) => curve.id)];
  const used = data.alternatives.flatMap(({ scenario }, index) =>
    scenario.components.flatMap((component) => {
      if (
        !('serviceTime' in component) ||
        component.serviceTime.distribution !== 'measured' ||
        known.includes(component.serviceTime.model)
      )
        return [];
      const path = `alternatives[${index}].scenario.components.${component.id}.serviceTime.model`;
      return [unknownName(path, component.serviceTime.model, known, 'the model or a derived curve')];
    }),
  );
  return [...chain, ...used];
}

function rangeProblems(control: Control, at: string): Problem[] {
  const { minimum, maximum, values = [] } = control;
  if (minimum >= maximum)
    return [
      {
        path: `${at}.maximum`,
        expected: `more than the minimum, ${minimum}`,
        found: String(maximum),
        fix: 'Correct the range.',
      },
    ];
  const isInRange = (value: number) => value >= minimum && value <= maximum;
  const isRising = values.every((value, index) => index === 0 || value > values[index - 1]!);
  const problems: Problem[] = [];
  if (!isInRange(control.default))
    problems.push({
      path: `${at}.default`,
      expected: `a number from ${minimum} to ${maximum}`,
      found: String(control.default),
      fix: 'Correct the default or the range.',
    });
  if (!values.every(isInRange) || !isRising)
    problems.push({
      path: `${at}.values`,
      expected: `rising numbers from ${minimum} to ${maximum}`,
      found: values.join(', '),
      fix: 'Correct the values or the range.',
    });
  if (values.length > 0 && !values.includes(control.default))
    problems.push({
      path: `${at}.default`,
      expected: `one of ${values.join(', ')}`,
      found: String(control.default),
      fix: 'Choose one of the values.',
    });
  return problems;
}

function settingProblems(control: Control, at: string, data: WidgetData): Problem[] {
  return control.paths.flatMap((path, index) => {
    const { target, keys } = readSettingPath(path);
    const roots: readonly unknown[] =
      target === 'curves'
        ? [data.curves]
        : data.alternatives.filter(({ id }) => namesAlternative(target, id)).map(({ scenario }) => scenario);
    const where = `${at}.paths[${index}]`;
    if (roots.length === 0)
      return [
        unknownName(
          where,
          target,
          ['*', 'curves', ...data.alternatives.map(({ id }) => id)],
          'an alternative, a pattern such as batch-*, or curves',
        ),
      ];
    if (roots.some((root) => numberAt(root, keys) !== undefined)) return [];
    return [
      {
        path: where,
        expected: 'a path that leads to a number',
        found: describeFound(path),
        fix: 'Check each segment: a key, the id of a list’s entry, or its index.',
      },
    ];
  });
}

/** What the schema cannot see: ids used twice, names that lead nowhere, ranges that hold no value. */
export function referenceProblems(data: WidgetData): Problem[] {
  const controls = data.controls.flatMap((control, index) => {
    const at = `controls[${index}]`;
    return [...rangeProblems(control, at), ...settingProblems(control, at, data)];
  });
  const known = data.alternatives.map(({ id }) => id);
  const compared = (data.compared ?? []).flatMap((id, index) =>
    known.includes(id) ? [] : [unknownName(`compared[${index}]`, id, known, 'the id of an alternative')],
  );
  return [
    ...compared,
    ...twice(
      (data.compared ?? []).map((id) => ({ id })),
      'compared',
    ),
    ...twice(data.alternatives, 'alternatives'),
    ...twice(data.curves, 'curves'),
    ...twice(data.controls, 'controls'),
    ...curveProblems(data),
    ...controls,
  ];
}
