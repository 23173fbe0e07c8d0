import { COLUMN, COLUMNS, type LiveFrame } from '../../engines/simulator/live/live-frame.ts';
import { formatNumber, formatPercent } from '../../kit/format.ts';

/** Replicas by state, in the order in which they are drawn and told. */
export const replicaStates = ['busy', 'idle', 'starting', 'draining', 'stopped'] as const;
export type ReplicaState = (typeof replicaStates)[number];

/** One component of a frame; not a number where it does not apply. The drawing and the table both read this and nothing else. */
export interface LiveValues {
  readonly waiting: number;
  readonly utilisation: number;
  readonly hitRatio: number;
  readonly replicas: Readonly<Record<ReplicaState, number>>;
}

export function valuesOf({ components }: LiveFrame, component: number): LiveValues {
  const row = component * COLUMNS;
  const at = (column: number) => components[row + column]!;
  return {
    waiting: at(COLUMN.waiting),
    utilisation: at(COLUMN.utilisation),
    hitRatio: at(COLUMN.hitRatio),
    replicas: {
      busy: at(COLUMN.busy),
      idle: at(COLUMN.idle),
      starting: at(COLUMN.starting),
      draining: at(COLUMN.draining),
      stopped: at(COLUMN.stopped),
    },
  };
}

/** Beside a component in the diagram: “12 waiting”, or what it has of its look-ups. */
export function shortWords({ waiting, hitRatio }: LiveValues): string {
  if (Number.isFinite(hitRatio)) return `${formatPercent(hitRatio)} hits`;
  return Number.isFinite(waiting) ? `${formatNumber(waiting)} waiting` : '';
}

/** “2 busy, 1 starting”; a dash without replicas. Places where one has stopped are not worth words. */
export function replicaWords({ replicas }: LiveValues): string {
  if (Number.isNaN(replicas.idle)) return '–';
  const there = replicaStates.filter((state) => state !== 'stopped' && replicas[state] > 0);
  return there.length === 0 ? 'none' : there.map((state) => `${replicas[state]} ${state}`).join(', ');
}

/** “180/s”, with a digit after the point below ten. */
export function rateWords(requestsPerSecond: number): string {
  if (!Number.isFinite(requestsPerSecond)) return '–';
  const text = requestsPerSecond < 10 ? requestsPerSecond.toFixed(1) : formatNumber(Math.round(requestsPerSecond));
  return `${text}/s`;
}

/** Squares that stand for replicas: each for one, or for as many as are needed to fit them into `most` squares. */
export function squaresOf({ replicas }: LiveValues, most: number): readonly ReplicaState[] {
  if (Number.isNaN(replicas.idle)) return [];
  const total = replicaStates.reduce((sum, state) => sum + replicas[state], 0);
  const each = Math.max(1, Math.ceil(total / most));
  return replicaStates.flatMap((state) => {
    const count = replicas[state] === 0 ? 0 : Math.max(1, Math.floor(replicas[state] / each));
    return Array.from({ length: count }, () => state);
  });
}
