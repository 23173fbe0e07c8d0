import type { DashboardState } from '../comparing/state.ts';
import { sections } from '../sections/index.ts';
import type { WidgetData } from '../widget-data.ts';

const plural = (count: number, one: string) => `${count} ${count === 1 ? one : `${one}s`}`;

/** What settings say, in sentences for whoever decides about them, beside those that are there now. */
export function describeState(offered: DashboardState, current: DashboardState, data: WidgetData): string[] {
  const baseline = offered.alternatives.find(({ id }) => id === offered.baseline)!;
  const controls = data.controls.flatMap(({ id, label, unit, default: usual }) => {
    const [value, now] = [offered.controls[id] ?? usual, current.controls[id] ?? usual];
    return value === now ? [] : [`${label}: ${value}${unit === '' ? '' : ` ${unit}`}, in place of ${now}.`];
  });
  const changes = offered.alternatives.flatMap(({ label, changes: own }) =>
    own.map(({ path, value }) => `${label}: ${path} is ${value}.`),
  );
  return [
    `${plural(offered.alternatives.length, 'alternative')}: ${offered.alternatives.map(({ label }) => label).join('; ')}. The others are compared with ${baseline.label}.`,
    ...controls,
    ...changes,
    ...(offered.limitMs === current.limitMs
      ? []
      : [`95 in 100 are to be done within ${offered.limitMs} ms, in place of ${current.limitMs} ms.`]),
    ...(offered.seed === current.seed
      ? []
      : [`The random numbers start from seed ${offered.seed}, in place of ${current.seed}.`]),
    ...(offered.prices === undefined ? [] : ['It brings prices of its own.']),
    ...(offered.prices === undefined && current.prices !== undefined
      ? ['It has the list prices, in place of yours.']
      : []),
    ...describeSections(offered, current),
  ];
}

const isOther = (one: unknown, other: unknown) => one !== undefined && JSON.stringify(one) !== JSON.stringify(other);

/** What settings say of the sections that have some of their own, and which of them is open. */
function describeSections(
  { ownCosts, availability, sweep, section }: DashboardState,
  current: DashboardState,
): string[] {
  const open = sections.find(({ id }) => id === section);
  return [
    ...(ownCosts && isOther(ownCosts, current.ownCosts)
      ? [
          `People work ${ownCosts.hoursPerMonth} hours a month, and a dollar is ${ownCosts.perUsd} ${ownCosts.currency}.`,
        ]
      : []),
    ...(availability && isOther(availability, current.availability)
      ? [
          `It brings how often components fail${availability.isSimulated ? ', and what was simulated of it is simulated again' : ''}.`,
        ]
      : []),
    ...(isOther(sweep, current.sweep) ? ['It brings a sweep, which runs when you start it.'] : []),
    ...(open && section !== current.section ? [`It opens at ${open.title}.`] : []),
  ];
}
