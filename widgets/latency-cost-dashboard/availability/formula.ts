import { failingUp, stageUp, type Stage, type System, systemUp, unitsByZone, type Way } from './system.ts';

/** Where the arithmetic of parts in a row and side by side stands. */
export const availabilitySource =
  'A = MTBF/(MTBF + MTTR); in a row the shares of time up multiply, side by side those of time down do (Trivedi 2002, Probability and Statistics with Reliability, 2nd ed., 3.6 and 6.6)';

/** A share of time with as many digits as tell it from one: `0.99977`, `0.9999953`. */
export function shareText(share: number): string {
  if (share >= 1) return '1';
  const digits = Math.max(3, 2 + Math.ceil(-Math.log10(1 - share)));
  return String(Number(share.toFixed(Math.min(12, digits))));
}

const downOf = (share: number, power: number) => `(1 − ${shareText(share)})${power === 1 ? '' : `^${power}`}`;

/** 1 − Π(1 − A) of one zone's replicas, those that are alike as a power. */
function sideBySide(units: readonly number[]): string {
  if (units.length === 1) return shareText(units[0]!);
  const alike = new Map<number, number>();
  for (const unit of units) alike.set(unit, (alike.get(unit) ?? 0) + 1);
  return `1 − ${[...alike].map(([share, power]) => downOf(share, power)).join(' · ')}`;
}

function inZone(units: readonly number[], zone: System['zone']): string {
  const inside = sideBySide(units);
  if (!zone) return inside;
  return `${shareText(failingUp(zone))} · ${inside.startsWith('1 −') ? `(${inside})` : inside}`;
}

/** “A(model) = 1 − (1 − 0.99977)^2 = 0.99999995”. */
function stageFormula(stage: Stage, zone: System['zone']): string {
  const name = `A(${stage.parts.map(({ id }) => id).join(' or ')})`;
  const zones = unitsByZone(stage).map((units) => inZone(units, zone));
  const right =
    zones.length === 1
      ? zones[0]!
      : `1 − ${zones.map((one) => `(1 − ${one.startsWith('1 −') ? `(${one})` : one})`).join(' · ')}`;
  const result = shareText(stageUp(stage, zone));
  return `${name} = ${right}${right === result ? '' : ` = ${result}`}`;
}

/** “gateway · (0.7 · site + 0.3 · cloud)”, what requests can do without left out. */
function along(ways: readonly Way[], stages: ReadonlyMap<string, Stage>): string {
  const each = ways.map(({ id, share }) => {
    const stage = stages.get(id)!;
    const onwards = along(stage.next, stages);
    const factors = [
      ...(stage.isNeeded ? [`A(${stage.parts.map((part) => part.id).join(' or ')})`] : []),
      ...(onwards === '1' ? [] : [onwards]),
    ];
    return { share, text: factors.length === 0 ? '1' : factors.join(' · ') };
  });
  const [only] = each;
  if (!only || each.every(({ text }) => text === '1')) return '1';
  if (each.length === 1) return only.text;
  return `(${each.map(({ share, text }) => `${Number(share.toPrecision(3))}${text === '1' ? '' : ` · ${text}`}`).join(' + ')})`;
}

/** How the share of time up comes about, a line for the whole and one for each stage that requests need. */
export function formulaOf(system: System): readonly string[] {
  const stages = new Map(system.stages.map((stage) => [stage.id, stage]));
  return [
    `A = ${along(system.entry, stages)} = ${shareText(systemUp(system))}`,
    ...system.stages.filter(({ isNeeded }) => isNeeded).map((stage) => stageFormula(stage, system.zone)),
  ];
}
