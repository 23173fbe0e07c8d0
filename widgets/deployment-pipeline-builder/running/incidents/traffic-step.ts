import { freeId } from '../../commands/free-id.ts';
import { findComponent } from '../../draft.ts';
import { isSourceKind } from './in-draft.ts';
import type { Incident } from './incident.ts';

/** The push campaign of the course: from 20 to 200 requests per second. */
const FACTOR = 10;
const PUSH_PER_SECOND = 180;
const HOLD_SECONDS = 300;

/** Requests per second of a source that says so. */
function rateOf(arrivals: unknown): number | undefined {
  const { ratePerSecond } = (arrivals ?? {}) as { ratePerSecond?: unknown };
  return typeof ratePerSecond === 'number' ? ratePerSecond : undefined;
}

/** A crowd beside the ordinary requests and not in place of them: so those that were there before stay the same to the last bit, whatever their process. */
export const trafficStep: Incident = {
  name: 'traffic-step',
  label: 'Traffic step, ten times the requests',
  meaning: 'For 5 minutes ten times as many requests come, as when 20 per second become 200 after a push message.',
  whyNot: 'There is no source of requests that leads anywhere.',
  targets: (draft) =>
    draft.components
      .filter((one) => isSourceKind(one) && 'arrivals' in one && one.to !== undefined)
      .map(({ id }) => ({ value: id, label: id })),
  apply(draft, target, atSeconds) {
    const source = findComponent(draft, target)!;
    const rate = rateOf(source.arrivals);
    const crowd = {
      ...source,
      id: freeId(draft, `${target}-crowd`),
      arrivals: {
        process: 'step',
        ratePerSecond: 0,
        stepRatePerSecond: rate === undefined ? PUSH_PER_SECOND : Number((rate * (FACTOR - 1)).toPrecision(6)),
        startSeconds: atSeconds,
        holdSeconds: HOLD_SECONDS,
      },
    };
    return { ...draft, components: [...draft.components, crowd] };
  },
};
