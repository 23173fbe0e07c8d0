import { linkParameters } from '../../engines/simulator/scenario.ts';
import { furtherLinkParameters } from '../../engines/simulator/network/link-schema.ts';
import type { DraftLink } from '../draft.ts';
import { startingValue } from '../parameters/starting-value.ts';
import { withParameter } from '../parameters/with-parameter.ts';
import { joins } from '../places.ts';
import { valueAt } from '../value-path.ts';
import { unchanged } from './change.ts';
import type { Edit } from './command.ts';
import { valueInWords } from './value-in-words.ts';

const reserved = ['from', 'to', ''];
const labels: ReadonlyMap<string, string> = new Map([
  ...Object.entries(linkParameters).map(([path, { label }]) => [path, label] as const),
  ...furtherLinkParameters.map(({ path, label }) => [path, label] as const),
]);

export const setLink: Edit<'setLink'> = (scenario, { from, to, path, value }) => {
  if (reserved.includes(path)) return unchanged(scenario, `“${path}” of a link is not a parameter.`);
  if (from === to) return unchanged(scenario, `Within “${from}” nothing is delayed, so there is no link to set.`);
  const links = scenario.links ?? [];
  const existing = links.find((link) => joins(link, from, to));
  const base: DraftLink = existing ?? { from, to, roundTripSeconds: linkParameters.roundTripSeconds.default };
  const changed = withParameter(furtherLinkParameters, base, path, value);
  if (existing && JSON.stringify(changed) === JSON.stringify(existing))
    return unchanged(scenario, `The link between “${from}” and “${to}” is as it was.`);
  const next = existing ? links.map((link) => (link === existing ? changed : link)) : [...links, changed];
  const what = labels.get(path) ?? path;
  const message =
    value === undefined
      ? `${what} between “${from}” and “${to}” is no longer set.`
      : `Set ${what} between “${from}” and “${to}” to ${valueInWords(value)}.`;
  return { scenario: { ...scenario, links: next }, message };
};

export const removeLink: Edit<'removeLink'> = (scenario, { from, to }) => {
  const links = scenario.links ?? [];
  const kept = links.filter((link) => !joins(link, from, to));
  if (kept.length === links.length) return unchanged(scenario, `There is no link between “${from}” and “${to}”.`);
  return { scenario: { ...scenario, links: kept }, message: `Removed the link between “${from}” and “${to}”.` };
};

export const switchLink: Edit<'switchLink'> = (scenario, { from, to, group, isOn }) => {
  const link = (scenario.links ?? []).find((candidate) => joins(candidate, from, to));
  const start = startingValue(furtherLinkParameters, group);
  if (!link) return unchanged(scenario, `There is no link between “${from}” and “${to}”.`);
  if ((valueAt(link, group) !== undefined) === isOn || Object.keys(start).length === 0)
    return unchanged(scenario, `“${group}” of the link between “${from}” and “${to}” is as it was.`);
  return setLink(scenario, { type: 'setLink', from, to, path: group, value: isOn ? start : undefined });
};
