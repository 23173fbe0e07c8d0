import type { Context } from '../context.ts';
import type { Finding } from '../finding.ts';
import { logOf } from '../units.ts';

/** Consumers beyond the partitions of their log: in a group whose members may die they stand by, and do nothing else. */
export function checkStandbys(context: Context): Finding[] {
  return context.scenario.components.flatMap((component): Finding[] => {
    const log = component.kind === 'streamProcessor' ? logOf(component, context) : undefined;
    if (component.kind !== 'streamProcessor' || !log || component.consumers <= log.partitions) return [];
    const { id, consumers } = component;
    const idle = consumers - log.partitions;
    return [
      {
        componentId: id,
        severity: 'note',
        sentence: `${idle} of the ${consumers} consumers of “${id}” ${idle === 1 ? 'has' : 'have'} no partition and only ${idle === 1 ? 'stands' : 'stand'} by: “${log.id}” has ${log.partitions}. Use fewer consumers or more partitions.`,
        fix: {
          label: `Give “${log.id}” ${consumers} partitions`,
          command: { type: 'setParameter', id: log.id, path: 'partitions', value: consumers },
        },
      },
    ];
  });
}
