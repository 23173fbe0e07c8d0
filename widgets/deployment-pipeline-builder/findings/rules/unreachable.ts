import type { Command } from '../../commands/command.ts';
import { findKind } from '../../component-kinds.ts';
import type { Draft } from '../../draft.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../finding.ts';
import { forgetEmptyPlaces } from '../forget-places.ts';
import { together } from '../units.ts';
import { reachedFrom, waysOut } from '../ways-out.ts';

const isSource = (kind: string) => findKind(kind)?.family === 'source';

/** The components before `id` among those that nothing reaches, and itself: they go together, so that no way is left that leads nowhere. */
function withThoseBefore(id: string, { ordered }: Context, unreached: ReadonlySet<string>): string[] {
  const going = new Set([id]);
  for (const component of ordered.toReversed())
    if (unreached.has(component.id) && waysOut(component).some((way) => going.has(way))) going.add(component.id);
  return [...going];
}

/** Takes components out, and the places at which nothing is left then. */
function removal(draft: Draft, ids: readonly string[], label: string): Command {
  const left = { ...draft, components: draft.components.filter(({ id }) => !ids.includes(id)) };
  return together([{ type: 'removeMany', ids }, ...forgetEmptyPlaces(left)], label);
}

/** Components that no request can come to. */
export function checkReach(context: Context): Finding[] {
  const { scenario, byId } = context;
  const sources = scenario.components.filter(({ kind }) => isSource(kind)).map(({ id }) => id);
  const reached = reachedFrom(sources, byId);
  const unreached = new Set(scenario.components.map(({ id }) => id).filter((id) => !reached.has(id)));
  const fed = new Set(scenario.components.flatMap(waysOut));
  return [...unreached].map((id): Finding => {
    const going = withThoseBefore(id, context, unreached);
    const label = going.length === 1 ? `Remove “${id}”` : `Remove “${id}” and the ${going.length - 1} before it`;
    const why = fed.has(id)
      ? `No request comes to “${id}”: what leads to it gets none either`
      : `Nothing leads to “${id}”, so it will stand idle`;
    return {
      componentId: id,
      severity: 'warning',
      sentence: `${why}. Connect a component that gets requests to it, or remove it.`,
      fix: { label, command: removal(context.draft, going, label) },
    };
  });
}

/** Sources that lead nowhere: what they send is completed at once, and measures nothing. */
export function checkLooseSources({ scenario }: Context): Finding[] {
  return scenario.components.flatMap((component): Finding[] => {
    if (!isSource(component.kind) || waysOut(component).length > 0) return [];
    const sentence = `“${component.id}” leads nowhere: what it sends counts as answered at once. Connect it to the component that should serve it.`;
    return [{ componentId: component.id, severity: 'warning', sentence }];
  });
}
