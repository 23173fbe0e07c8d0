const JOULES_PER_KILOWATT_HOUR = 3.6e6;

/** Grams of CO2-equivalent of so many joules: energy times the power usage effectiveness of the building times the grid (Cloud Carbon Footprint). */
export function gramsOfJoules(joules: number, powerUsageEffectiveness: number, gramsPerKilowattHour: number): number {
  return (joules / JOULES_PER_KILOWATT_HOUR) * powerUsageEffectiveness * gramsPerKilowattHour;
}

/** Watts of a machine that is busy a share of the time: between its power at rest and at full load (Cloud Carbon Footprint, linear model). */
export function wattsAt(utilisation: number, idleWatts: number, maximumWatts: number): number {
  return idleWatts + utilisation * (maximumWatts - idleWatts);
}

/** Published figures to hold a result beside. */
export const energyAnchors = [
  {
    name: 'one median Gemini text prompt',
    wattHours: 0.24,
    grams: 0.03,
    date: '2025-05',
    source: 'Google, Measuring the environmental impact of delivering AI at Google scale, 2025; market-based emissions',
  },
] as const;
