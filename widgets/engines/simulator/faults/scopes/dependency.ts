import * as z from '../../../../kit/zod.ts';
import { commonParameters, commonShape, name } from './common.ts';
import { defineFaultScope, wholeOf } from './fault-scope.ts';

/** Something that others rely on, down as a whole: what reaches it fails. */
export const dependency = defineFaultScope({
  name: 'dependency',
  label: 'A dependency',
  meaning: 'One component goes down as a whole: what is in it and what reaches it fails.',
  parameters: commonParameters,
  optional: ['detectionSeconds'],
  schema: z.strictObject({ scope: z.literal('dependency'), component: name, ...commonShape }),
  example: {
    scope: 'dependency',
    component: 'model',
    outages: { law: 'exponential', mtbfSeconds: 2_592_000, mttrSeconds: 2592 },
  },
  groups: ({ component }, sites) => [[wholeOf(sites.indexOf(component), sites)]],
});
