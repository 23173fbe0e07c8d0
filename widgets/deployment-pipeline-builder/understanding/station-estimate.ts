/** What theory says of one component, or why it says nothing. */
export type StationEstimate = KnownEstimate | UnknownEstimate;

export interface KnownEstimate {
  readonly isKnown: true;
  /** Share of the capacity that is busy; above 1 where more comes than can be served. */
  readonly utilisation: number;
  /** Mean seconds in the queue of those that are served; null where nobody waits in a line. Infinity where the queue grows without end. */
  readonly waitingSeconds: number | null;
  readonly sojournSeconds: number;
  /** The formula's name, for example “M/M/c, Erlang’s delay formula”. */
  readonly formula: string;
  readonly source: string;
  /** False for an approximation. */
  readonly isExact: boolean;
  /** What the figures take for granted, as parts of a sentence. */
  readonly assumes: readonly string[];
}

export interface UnknownEstimate {
  readonly isKnown: false;
  /** Still known from means alone; undefined where there is nothing to be busy. */
  readonly utilisation: number | undefined;
  /** A full sentence. */
  readonly reason: string;
}

export function unknown(reason: string, utilisation?: number): UnknownEstimate {
  return { isKnown: false, utilisation, reason };
}
