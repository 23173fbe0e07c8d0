import { unitsUp } from '../theory/availability.ts';

/** Units that go down together: undefined where that changes in the course of a run. */
export interface SharedFate {
  readonly units: readonly number[] | undefined;
  /** Long-run share of time up; undefined where the law has none. */
  readonly availability: number | undefined;
}

/** Beyond this many units the arithmetic, which grows with their square, would take longer than the run. */
const MOST_UNITS = 200;

/**
 * In the long run, the share of time in which 0, 1, …, all units of a component are up: exact where every unit shares its fate with all others, with one
 * group that no other overlaps, or with nobody; undefined elsewhere.
 */
export function expectedUp(units: number, fates: readonly SharedFate[]): number[] | undefined {
  if (units > MOST_UNITS || fates.some((fate) => fate.units === undefined || fate.availability === undefined))
    return undefined;
  const own = new Array<number>(units).fill(1);
  let all = 1;
  const groups: { units: readonly number[]; availability: number }[] = [];
  for (const fate of fates) {
    const { units: together, availability } = fate as { units: readonly number[]; availability: number };
    if (together.length === units) {
      if (units === 1) own[0]! *= availability;
      else all *= availability;
    } else if (together.length === 1) own[together[0]!]! *= availability;
    else groups.push({ units: together, availability });
  }
  const groupOf = new Map<number, number>();
  for (const [index, group] of groups.entries()) {
    for (const unit of group.units) {
      if (groupOf.has(unit)) return undefined;
      groupOf.set(unit, index);
    }
  }
  const alone = own.filter((_, unit) => !groupOf.has(unit));
  return unitsUp({
    common: all,
    groups: [
      { common: 1, own: alone },
      ...groups.map((group) => ({ common: group.availability, own: group.units.map((unit) => own[unit]!) })),
    ],
  });
}
