import { downMinutesPer30Days, seriesAvailability, unitsUp } from '../../engines/simulator/theory/availability.ts';
import { describeFound, type Parsed, type Problem } from '../../kit/problem.ts';

/** A chain that every request crosses: an entrance, a network, and machines side by side in zones, of which one is enough. */
export interface System {
  /** Share of the time that each is up, 0 to 1. */
  readonly entranceUp: number;
  readonly networkUp: number;
  readonly zoneUp: number;
  readonly machineUp: number;
  readonly machines: number;
  /** Over how many zones the machines are dealt out in turn. */
  readonly zones: number;
  /** Mean time to repair anything, in seconds. */
  readonly repairSeconds: number;
  /** What a minute without answers costs. */
  readonly usdPerDownMinute: number;
}

/** The fields of the form: shares in per cent, the repair in minutes. Null where a field is empty. */
export type SystemFields = Readonly<Record<keyof typeof ranges, number | null>>;

const ranges = {
  entrance: { label: 'Entrance up (%)', minimum: 50, maximum: 100, isWhole: false },
  network: { label: 'Network up (%)', minimum: 50, maximum: 100, isWhole: false },
  zone: { label: 'A zone up (%)', minimum: 50, maximum: 100, isWhole: false },
  machine: { label: 'A machine up (%)', minimum: 50, maximum: 100, isWhole: false },
  machines: { label: 'Machines', minimum: 1, maximum: 20, isWhole: true },
  zones: { label: 'Zones', minimum: 1, maximum: 10, isWhole: true },
  repairMinutes: { label: 'Mean repair (minutes)', minimum: 0.1, maximum: 10_000, isWhole: false },
  usdPerDownMinute: { label: 'A minute down (USD)', minimum: 0, maximum: 1e9, isWhole: false },
} as const;

export type SystemField = keyof typeof ranges;
export const systemFields = Object.keys(ranges) as SystemField[];
export const fieldLabel = (key: SystemField) => ranges[key].label;

/** An ordinary system to begin with. */
export const usualSystem: SystemFields = {
  entrance: 99.99,
  network: 99.95,
  zone: 99.9,
  machine: 99,
  machines: 2,
  zones: 1,
  repairMinutes: 10,
  usdPerDownMinute: 1000,
};

/** The system that the fields describe; or what is out of range, with the field as the path. */
export function readSystem(fields: SystemFields): Parsed<System> {
  const problems = systemFields.flatMap((key): Problem[] => {
    const { minimum, maximum, isWhole } = ranges[key];
    const value = fields[key];
    if (value !== null && value >= minimum && value <= maximum && (!isWhole || Number.isInteger(value))) return [];
    return [
      {
        path: key,
        expected: `${isWhole ? 'a whole number ' : ''}from ${minimum} to ${maximum}`,
        found: describeFound(value ?? undefined),
        fix: 'Change it.',
      },
    ];
  });
  if (problems.length > 0) return { ok: false, problems };
  const share = (key: SystemField) => fields[key]! / 100;
  const value = {
    ...{
      entranceUp: share('entrance'),
      networkUp: share('network'),
      zoneUp: share('zone'),
      machineUp: share('machine'),
    },
    ...{ machines: fields.machines!, zones: Math.min(fields.zones!, fields.machines!) },
    ...{ repairSeconds: fields.repairMinutes! * 60, usdPerDownMinute: fields.usdPerDownMinute! },
  };
  return { ok: true, value };
}

/** Share of the time in which at least one machine is up, in a zone that is. */
export function machinesUp({ zoneUp, machineUp, machines, zones }: System): number {
  const groups = Array.from({ length: zones }, (_, zone) => ({
    common: zoneUp,
    own: new Array<number>(Math.ceil((machines - zone) / zones)).fill(machineUp),
  }));
  return 1 - unitsUp({ common: 1, groups })[0]!;
}

/** Share of the time in which requests are answered: everything in the chain is needed, and fails by itself. */
export function systemUp(system: System): number {
  return seriesAvailability([system.entranceUp, system.networkUp, machinesUp(system)]);
}

/** What a share of the time comes to, in minutes down. */
export interface DownTime {
  readonly perDay: number;
  readonly per30Days: number;
  readonly perYear: number;
}

export function downTime(share: number): DownTime {
  const per30Days = downMinutesPer30Days(share);
  return { perDay: per30Days / 30, per30Days, perYear: (per30Days / 30) * 365 };
}

/** The chain's parts with what each takes away, in the order of a request. */
export function systemParts(system: System): readonly { readonly name: string; readonly up: number }[] {
  const { machines, zones } = system;
  const where = `${machines} ${machines === 1 ? 'machine' : 'machines'} in ${zones} ${zones === 1 ? 'zone' : 'zones'}, one enough`;
  return [
    { name: 'Entrance', up: system.entranceUp },
    { name: 'Network', up: system.networkUp },
    { name: where, up: machinesUp(system) },
    { name: 'All in a row', up: systemUp(system) },
  ];
}
