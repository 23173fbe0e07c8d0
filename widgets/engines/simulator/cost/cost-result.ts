/** Electricity for the simulated time after the warm-up, over all replications, before what the buildings around it need. */
export interface EnergyResult {
  readonly kilowattHours: number;
  /** Of these, what carried bytes over links. */
  readonly networkKilowattHours: number;
  /** Grams of CO2-equivalent; null when nothing was completed. */
  readonly gramsPer1000Completed: number | null;
}

/** Money for the simulated time after the warm-up, over all replications. */
export interface CostResult {
  readonly totalUsd: number;
  readonly usdPerDay: number;
  /** Null when nothing was completed. */
  readonly usdPer1000Completed: number | null;
  /** Per thousand requests that were completed within the scenario's tightest objective on sojourn time; null without one, or when there were none. */
  readonly usdPer1000WithinObjective: number | null;
  /** What of the cost paid for machines that had no work. */
  readonly idleUsd: number;
  /** Where the scenario says what a minute down costs: unanswered requests as minutes, and what they cost. Beside the total, not in it. */
  readonly down?: { readonly minutes: number; readonly usd: number };
  /** US dollars by what is paid for, for example `compute`, `gateway`, `log`, `egress`. */
  readonly breakdown: Readonly<Record<string, number>>;
  /** The dated prices that were used, for provenance. */
  readonly prices: readonly {
    readonly name: string;
    readonly usd: number;
    readonly per: string;
    readonly date: string;
    readonly source: string;
    readonly isAssumed: boolean;
  }[];
}
