import * as z from '../../kit/zod.ts';

/** What each number may be, with its name and unit in the form. Hours and minutes, as they are spoken of. */
export const availabilityRanges = {
  mtbfHours: { label: 'Mean time between failures (hours)', minimum: 0.01, maximum: 1e7, isWhole: false },
  mttrMinutes: { label: 'Mean time to repair (minutes)', minimum: 0.1, maximum: 10_000, isWhole: false },
  copies: { label: 'Replicas', minimum: 1, maximum: 20, isWhole: true },
  zones: { label: 'Zones', minimum: 1, maximum: 10, isWhole: true },
  usdPerDownMinute: { label: 'A minute down (USD)', minimum: 0, maximum: 1e9, isWhole: false },
} as const;
export type AvailabilityNumber = keyof typeof availabilityRanges;

const number = (key: AvailabilityNumber) => {
  const { minimum, maximum, isWhole } = availabilityRanges[key];
  return (isWhole ? z.int() : z.number()).check(z.gte(minimum), z.lte(maximum));
};

/** What a student set of one component; what is left out is as assumed. */
const partSettings = z.strictObject({
  mtbfHours: z.optional(number('mtbfHours')),
  mttrMinutes: z.optional(number('mttrMinutes')),
  copies: z.optional(number('copies')),
  zones: z.optional(number('zones')),
  /** `needed`, `notNeeded`, or `beside:` with the id of the component that it can stand in for. */
  role: z.optional(
    z.string().check(z.regex(/^(needed|notNeeded|beside:.{1,64})$/, '"needed", "notNeeded" or "beside:" with an id')),
  ),
});

/** What a student set in the section on availability; part of what is kept and shared. */
export const availabilitySchema = z.strictObject({
  /** Id of the alternative whose components are composed; left out, the first. */
  alternative: z.optional(z.string()),
  /** By alternative, then by component. */
  systems: z._default(z.record(z.string(), z.record(z.string(), partSettings)), {}),
  zonesFail: z._default(z.boolean(), true),
  zoneMtbfHours: z._default(number('mtbfHours'), 4320),
  zoneMttrMinutes: z._default(number('mttrMinutes'), 120),
  usdPerDownMinute: z._default(number('usdPerDownMinute'), 100),
  /** The component whose redundancy is priced; left out, the first that has a machine. */
  redundancyOf: z.optional(z.string()),
  /** True when these settings were simulated: the same seed brings the same figures wherever they are opened. */
  isSimulated: z._default(z.boolean(), false),
});

export type AvailabilitySettings = z.output<typeof availabilitySchema>;
export type PartSettings = z.output<typeof partSettings>;
/** All of one component's settings. */
export type WholePart = { readonly [Key in keyof PartSettings]-?: NonNullable<PartSettings[Key]> };

export const usualAvailability: AvailabilitySettings = {
  ...{ systems: {}, zonesFail: true, zoneMtbfHours: 4320, zoneMttrMinutes: 120 },
  ...{ usdPerDownMinute: 100, isSimulated: false },
};

/** Of any component until a student says otherwise: what the simulator assumes of outages, 30 days up and 10 minutes of repair. */
export const usualPart = { mtbfHours: 720, mttrMinutes: 10, zones: 1, role: 'needed' } as const;

/** The settings with some of one component set. Whatever was simulated was of others. */
export function setPart(
  settings: AvailabilitySettings,
  alternative: string,
  part: string,
  change: PartSettings,
): AvailabilitySettings {
  const system = settings.systems[alternative] ?? {};
  const changed = { ...system, [part]: { ...system[part], ...change } };
  return { ...settings, isSimulated: false, systems: { ...settings.systems, [alternative]: changed } };
}
