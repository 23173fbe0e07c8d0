import type { Draft } from '../../draft.ts';
import { placePairs } from '../../places.ts';
import type { Incident } from './incident.ts';

const OUTAGE_SECONDS = 120;

const keyOf = (from: string, to: string) => `${from} ${to}`;

export const networkCut: Incident = {
  name: 'network-cut',
  label: 'Network cut',
  meaning:
    'The link between two places is down for 2 minutes: what crosses it fails after the time that its senders need to notice.',
  whyNot: 'No link between two places that does not go down at some time already.',
  targets: (draft) =>
    placePairs(draft).flatMap(({ from, to, link }) =>
      link && link.outages === undefined ? [{ value: keyOf(from, to), label: `${from} – ${to}` }] : [],
    ),
  apply: (draft: Draft, target, atSeconds) => ({
    ...draft,
    links: (draft.links ?? []).map((link) =>
      keyOf(link.from, link.to) === target
        ? { ...link, outages: { law: 'scheduled', atSeconds, durationSeconds: OUTAGE_SECONDS } }
        : link,
    ),
  }),
};
