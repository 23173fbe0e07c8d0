import { jurisdictionOf } from '../../../engines/simulator/network/jurisdictions.ts';
import type { Component } from '../../../engines/simulator/scenario.ts';
import { linkParameters } from '../../../engines/simulator/scenario.ts';
import type { Command } from '../../commands/command.ts';
import type { Draft } from '../../draft.ts';
import { placePairs } from '../../places.ts';
import type { Context } from '../context.ts';
import { forgetEmptyPlaces } from '../forget-places.ts';
import type { Finding, Fix } from '../finding.ts';
import { together } from '../units.ts';
import { reachedFrom } from '../ways-out.ts';

const regionOf = ({ scenario }: Context, place: string) => scenario.places.find(({ id }) => id === place)?.region;

/** Moves components to a place, with links to all that they then lead to and from: without one nothing could cross. */
function moveTo(draft: Draft, ids: readonly string[], place: string): Command[] {
  const moved: Draft = {
    ...draft,
    components: draft.components.map((component) => (ids.includes(component.id) ? { ...component, place } : component)),
  };
  const value = linkParameters.roundTripSeconds.default;
  const missing = placePairs(moved).filter(({ link }) => link === undefined);
  return [
    { type: 'setPlace', ids, place },
    ...missing.map(({ from, to }): Command => ({ type: 'setLink', from, to, path: 'roundTripSeconds', value })),
    ...forgetEmptyPlaces(moved),
  ];
}

function leaving(source: Component, away: readonly Component[], context: Context): Finding[] {
  const [first] = away;
  if (!first) return [];
  const home = regionOf(context, source.place)!;
  const ids = away.map(({ id }) => id);
  const named = ids.length === 1 ? `“${ids[0]}”` : `“${ids[0]}” and ${ids.length - 1} more`;
  const label = `Move ${named} to “${source.place}”`;
  return [
    {
      componentId: first.id,
      severity: 'warning',
      sentence: `Personal data of “${source.id}” leaves its region: it comes from ${home}, and ${named} ${ids.length === 1 ? 'stands' : 'stand'} in ${regionOf(context, first.place)}, where another law holds. Keep it where it comes from, or send on only what tells of nobody.`,
      fix: { label, command: together(moveTo(context.draft, ids, source.place), label) },
    },
  ];
}

/** A place that does not say where it is. */
function unknown(source: Component, places: readonly string[], context: Context): Finding[] {
  const home = regionOf(context, source.place);
  const [place] = places;
  if (place === undefined) return [];
  const fix: Fix | undefined =
    home === undefined || place === source.place
      ? undefined
      : {
          label: `Put “${place}” in ${home}`,
          command: { type: 'setPlaceParameter', place, path: 'region', value: home },
        };
  return [
    {
      componentId: source.id,
      severity: 'note',
      sentence: `“${source.id}” sends personal data, and nobody has said in which region “${place}” is: whether the data leaves its region cannot be told. Name the region of the place.`,
      ...(fix && { fix }),
    },
  ];
}

/** Personal data that goes to a place where another law holds than where it comes from. */
export function checkPersonalData(context: Context): Finding[] {
  const { scenario, byId } = context;
  return scenario.components.flatMap((source): Finding[] => {
    if (!('personalData' in source) || !source.personalData) return [];
    const others = [...reachedFrom([source.id], byId)]
      .map((id) => byId.get(id)!)
      .filter(({ place }) => place !== source.place);
    const home = regionOf(context, source.place);
    const places = [...new Set([...(others.length > 0 ? [source.place] : []), ...others.map(({ place }) => place)])];
    const unnamed = places.filter((place) => regionOf(context, place) === undefined);
    const away = others.filter(({ place }) => {
      const region = regionOf(context, place);
      return home !== undefined && region !== undefined && jurisdictionOf(region) !== jurisdictionOf(home);
    });
    return [...leaving(source, away, context), ...unknown(source, unnamed, context)];
  });
}
