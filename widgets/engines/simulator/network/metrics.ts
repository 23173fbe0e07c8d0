import { isPlainLink } from './link-schema.ts';

type Loose = Readonly<Record<string, unknown>>;

const TIMES = ['mean', 'p50', 'p95', 'p99', 'max'];
const DIRECTION = ['messages', 'bytes', 'lost', 'failed', ...TIMES.map((key) => `transferSeconds.${key}`)];
const STORED = ['mean', 'max', 'dropped', 'duplicates', 'batches'].map((key) => `stored.${key}`);

/** What decides which metrics a device has, and whether the answers of a scenario have a quality; as written. */
export interface DeviceKeys {
  readonly escalation?: unknown;
  readonly split?: unknown;
  readonly update?: unknown;
  readonly quality?: unknown;
}

const ESCALATION = [
  ...['attempts', 'attemptsPerRequest'],
  ...['escalatedFraction', 'answeredUnsure', ...TIMES.map((key) => `deviceWaitSeconds.${key}`)].map(
    (key) => `escalation.${key}`,
  ),
];
const UPDATE = [
  ...['notified', 'succeeded', 'failed', 'aborted', 'updatedFraction.mean', 'updatedFraction.end'],
  ...[50, 90, 100].map((share) => `secondsTo.${share}`),
].map((key) => `update.${key}`);

/** Metrics that a device has beside those of every component with servers. */
export function deviceMetrics(kind: string, { escalation, split, update }: DeviceKeys): readonly string[] {
  if (kind !== 'device') return [];
  return [
    ...(escalation === undefined ? [] : ESCALATION),
    ...(split === undefined ? [] : ['layersOnDevice']),
    ...(update === undefined ? [] : UPDATE),
  ];
}

/** Metrics of links that are more than a delay, by what is written of them. */
export function linkMetrics(links: readonly Loose[]): readonly string[] {
  return links.flatMap((link) => {
    if (isPlainLink(link as never)) return [];
    const { from, to, outages, whileDown } = link as { from: string; to: string; outages?: unknown; whileDown?: Loose };
    const own = whileDown?.['messages'] === 'store' ? STORED : ['utilisation'];
    const ofDirections = ['up', 'down'].flatMap((way) => [...DIRECTION, ...own].map((key) => `${way}.${key}`));
    return [...ofDirections, ...(outages === undefined ? [] : ['outages', 'downFraction'])].map(
      (key) => `links.${from}-${to}.${key}`,
    );
  });
}

/** Metrics of the quality of answers, where some component says how good its answers are. */
export function qualityMetrics(components: readonly DeviceKeys[]): readonly string[] {
  const isSaid = components.some(({ quality, escalation }) => quality !== undefined || escalation !== undefined);
  return isSaid ? ['quality.mean', 'quality.answers'] : [];
}
