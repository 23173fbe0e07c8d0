import fc from 'fast-check';
import type { Command } from '../../widgets/deployment-pipeline-builder/commands/command.ts';
import { findKind, kindNames } from '../../widgets/deployment-pipeline-builder/component-kinds.ts';
import { defaultWidgetData } from '../../widgets/deployment-pipeline-builder/default-widget-data.ts';

/** Ids that exist in the default pipeline, ids that additions make, and one that never exists. */
const id = fc.constantFrom('users', 'gateway', 'model', 'gateway2', 'modelServer', 'partitionedLog', 'nobody');
const kind = fc.constantFrom(...kindNames, 'unknownKind');
const path = fc.constantFrom(
  ...new Set(kindNames.flatMap((name) => findKind(name)!.parameters.map((parameter) => parameter.path))),
  'place',
  'serviceTime',
  'nonsense.deep.path',
);
const place = fc.constantFrom('city', 'cloud', 'moon');
const value = fc.oneof(
  fc.integer({ min: -2, max: 200 }),
  fc.double({ min: 0, max: 10, noNaN: true }),
  fc.constantFrom(undefined, null, true, '', 'affine', 'gamma', 'triton', 'measured', 'trace'),
);

/** Any edit a view could send, and many that none would. */
export const arbitraryCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant('add' as const), kind }),
  fc.record({ type: fc.constant('add' as const), kind, after: id }),
  fc.record({ type: fc.constant('remove' as const), id }),
  fc.record({ type: fc.constant('move' as const), id, after: id }),
  fc.record({ type: fc.constant('connect' as const), from: id, to: id }),
  fc.record({ type: fc.constant('disconnect' as const), from: id, to: id }),
  fc.record({
    type: fc.constant('setWeight' as const),
    from: id,
    to: id,
    weight: fc.double({ min: -1, max: 5, noNaN: false }),
  }),
  fc.record({ type: fc.constant('setParameter' as const), id, path, value }),
  fc.record({
    type: fc.constant('setGroup' as const),
    id,
    group: fc.constantFrom('rateLimit', 'keys', 'batching', 'arrivals', 'serviceTime', 'nonsense'),
    isOn: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('setRun' as const),
    path: fc.constantFrom('seed', 'durationSeconds', 'warmUpSeconds', 'replications'),
    value,
  }),
  fc.record({
    type: fc.constant('rename' as const),
    id,
    newId: fc.constantFrom('users', 'scorer', '', ' front ', '9lives'),
  }),
  fc.record({
    type: fc.constant('setLink' as const),
    from: place,
    to: place,
    path: fc.constantFrom('roundTripSeconds', 'usdPerGb', 'from'),
    value,
  }),
  fc.record({ type: fc.constant('removeLink' as const), from: place, to: place }),
  fc.constant<Command>({ type: 'replace', scenario: defaultWidgetData.scenario, label: 'the starting point' }),
);
