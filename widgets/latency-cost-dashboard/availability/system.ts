import {
  availability,
  downMinutesPer30Days,
  seriesAvailability,
  unitsUp,
} from '../../engines/simulator/theory/availability.ts';

/** How often something fails and how long its repair takes, on average, both exponential, in seconds. */
export interface Failing {
  readonly mtbfSeconds: number;
  readonly mttrSeconds: number;
}

/** Replicas of one component that fail each by itself. */
export interface Part extends Failing {
  /** Id of the component in its scenario. */
  readonly id: string;
  readonly copies: number;
}

/** Components that can stand in for one another: one replica of any of them is enough. */
export interface Stage {
  /** Id of the component that the others stand in for. */
  readonly id: string;
  readonly parts: readonly Part[];
  /** Over how many zones the replicas are dealt out in turn. */
  readonly zones: number;
  /** False for what requests can do without: it then never counts as down. */
  readonly isNeeded: boolean;
  /** Where requests go next, with the share of them; empty where they are answered. */
  readonly next: readonly Way[];
}

export interface Way {
  readonly id: string;
  /** Shares of all ways out of a stage add up to 1. */
  readonly share: number;
}

/** What requests cross on their way, composed from the components of one scenario. */
export interface System {
  readonly entry: readonly Way[];
  /** A stage stands before all that it sends requests to. */
  readonly stages: readonly Stage[];
  /** Undefined where zones do not fail. Zones of different stages fail by themselves. */
  readonly zone: Failing | undefined;
  readonly usdPerDownMinute: number;
}

/** Share of time up: A = MTBF/(MTBF + MTTR). */
export const failingUp = ({ mtbfSeconds, mttrSeconds }: Failing): number => availability(mtbfSeconds, mttrSeconds);

/** The share of time up of each replica of a stage, zone by zone: dealt out in turn, as the simulator does it. */
export function unitsByZone({ parts, zones }: Stage): number[][] {
  const units = parts.flatMap((part) => new Array<number>(part.copies).fill(failingUp(part)));
  const count = Math.min(zones, units.length);
  return Array.from({ length: count }, (_, zone) => units.filter((_, unit) => unit % count === zone));
}

/** Share of the time in which at least one replica is up in a zone that is: side by side the downtimes multiply, and a zone is in a row with all that stands in it. */
export function stageUp(stage: Stage, zone: Failing | undefined): number {
  if (!stage.isNeeded) return 1;
  const common = zone ? failingUp(zone) : 1;
  return 1 - unitsUp({ common: 1, groups: unitsByZone(stage).map((own) => ({ common, own })) })[0]!;
}

/** Share of the requests that find everything up that they cross: in a row the shares multiply, and where the way parts each way counts with its share. */
export function systemUp({ entry, stages, zone }: System): number {
  const from = new Map<string, number>();
  const along = (ways: readonly Way[]) => ways.reduce((sum, { id, share }) => sum + share * from.get(id)!, 0);
  for (const stage of stages.toReversed()) {
    const onwards = stage.next.length === 0 ? 1 : along(stage.next);
    from.set(stage.id, seriesAvailability([stageUp(stage, zone), onwards]));
  }
  return entry.length === 0 ? 1 : along(entry);
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
