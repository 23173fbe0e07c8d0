import { findKind } from '../component-kinds.ts';
import { type DraftComponent, findComponent } from '../draft.ts';
import { formatPlace } from '../places.ts';
import { unchanged } from './change.ts';
import type { Edit } from './command.ts';
import { freeId } from './free-id.ts';
import { insertAfter } from './move-in-flow.ts';
import { atPlace, isPlaceName, placeRefusal } from './set-place.ts';

export const add: Edit<'add'> = (scenario, { kind, after, place }) => {
  const info = findKind(kind);
  if (!info) return unchanged(scenario, `There is no kind of component called “${kind}”.`);
  const id = freeId(scenario, kind);
  if (place !== undefined && !isPlaceName(place)) return unchanged(scenario, placeRefusal(place));
  const component = atPlace({ ...info.example, id, kind } as DraftComponent, place ?? formatPlace);
  const alone = {
    scenario: { ...scenario, components: [...scenario.components, component] },
    message: `Added ${info.label} “${id}”. Nothing leads to it yet.`,
  };
  if (info.family === 'source') return { ...alone, message: `Added ${info.label} “${id}”. It leads nowhere yet.` };
  if (after === undefined) return alone;
  if (!findComponent(scenario, after)) return unchanged(scenario, `There is no component “${after}” to add after.`);
  return {
    scenario: insertAfter(scenario, component, after),
    message: `Added ${info.label} “${id}” after “${after}”.`,
  };
};
