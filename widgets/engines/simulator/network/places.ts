import * as z from '../../../kit/zod.ts';
import { idSchema } from '../components/component-kind.ts';
import { choiceParameter, placeParameters } from '../parameter.ts';

const kind = choiceParameter({
  label: 'Kind of place',
  choices: ['cloudZone', 'edgeSite', 'device'],
  default: 'cloudZone',
  meaning:
    'A zone of a cloud region, a site of one’s own near the users (a shop, a factory, a base station), or the devices themselves.',
  source: 'ISO/IEC 22123-1 (cloud) and ISO/IEC TR 23188 (edge computing): cloud, edge, device.',
});

/** The parameters of a place, for forms. */
export const placeInfo = placeParameters({ kind }, { optional: ['kind'] });

/** What is known of a place beyond its name. A place that components name and the list leaves out is a cloud zone on its own. */
export const placeSchema = z.strictObject({
  id: idSchema,
  kind: z._default(kind.schema, 'cloudZone'),
  /** The failure domain that it shares with other places: places with one zone go down together. Left out: its own. */
  zone: z.optional(idSchema),
  /** The region that the zone is in. Left out: a region of its own. */
  region: z.optional(idSchema),
});
export type PlaceEntry = z.output<typeof placeSchema>;

/** A place with what the scenario says or leaves open of it. */
export interface Place {
  readonly id: string;
  readonly kind: PlaceEntry['kind'];
  readonly zone: string;
  readonly region: string;
}

/** The place of that name. Where no zone is given the place is its own; where no region is given the zone is its own. */
export function placeNamed(places: readonly PlaceEntry[], id: string): Place {
  const entry = places.find((place) => place.id === id);
  const zone = entry?.zone ?? id;
  return { id, kind: entry?.kind ?? 'cloudZone', zone, region: entry?.region ?? zone };
}
