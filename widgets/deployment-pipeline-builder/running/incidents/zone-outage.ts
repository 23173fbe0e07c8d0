import { isSourceKind, withFault } from './in-draft.ts';
import type { Incident } from './incident.ts';
import { zoneOf } from './zone-of.ts';

const OUTAGE_SECONDS = 120;

export const zoneOutage: Incident = {
  name: 'zone-outage',
  label: 'Outage of a zone',
  meaning: 'Everything in the zone is down for 2 minutes: what it has in hand fails, and what reaches it fails too.',
  whyNot: 'No component stands in a zone that could fail.',
  targets(draft) {
    const zones = draft.components.filter((one) => !isSourceKind(one)).map((one) => zoneOf(draft, one));
    return [...new Set(zones)].map((zone) => ({ value: zone, label: zone }));
  },
  apply: (draft, zone, atSeconds) =>
    withFault(draft, {
      scope: 'zone',
      zone,
      outages: { law: 'scheduled', atSeconds, durationSeconds: OUTAGE_SECONDS },
    }),
};
