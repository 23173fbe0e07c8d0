import { linkParameters } from '../../engines/simulator/scenario.ts';
import type { DraftLink } from '../draft.ts';
import { joins } from '../places.ts';
import { withValueAt } from '../value-path.ts';
import { unchanged } from './change.ts';
import type { Edit } from './command.ts';

const reserved = ['from', 'to', ''];
const labels: Readonly<Record<string, { readonly label: string }>> = linkParameters;

export const setLink: Edit<'setLink'> = (scenario, { from, to, path, value }) => {
  if (reserved.includes(path)) return unchanged(scenario, `“${path}” of a link is not a parameter.`);
  if (from === to) return unchanged(scenario, `Within “${from}” nothing is delayed, so there is no link to set.`);
  const links = scenario.links ?? [];
  const existing = links.find((link) => joins(link, from, to));
  const base: DraftLink = existing ?? { from, to, roundTripSeconds: linkParameters.roundTripSeconds.default };
  const changed = withValueAt(base, path, value);
  if (existing && JSON.stringify(changed) === JSON.stringify(existing))
    return unchanged(scenario, `The link between “${from}” and “${to}” is as it was.`);
  const next = existing ? links.map((link) => (link === existing ? changed : link)) : [...links, changed];
  const what = labels[path]?.label ?? path;
  const message =
    value === undefined
      ? `${what} between “${from}” and “${to}” is no longer set.`
      : `Set ${what} between “${from}” and “${to}” to ${String(value)}.`;
  return { scenario: { ...scenario, links: next }, message };
};

export const removeLink: Edit<'removeLink'> = (scenario, { from, to }) => {
  const links = scenario.links ?? [];
  const kept = links.filter((link) => !joins(link, from, to));
  if (kept.length === links.length) return unchanged(scenario, `There is no link between “${from}” and “${to}”.`);
  return { scenario: { ...scenario, links: kept }, message: `Removed the link between “${from}” and “${to}”.` };
};
