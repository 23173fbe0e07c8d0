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

const ids = fc.uniqueArray(id, { maxLength: 3 });
const copied = fc.record({
  type: fc.constant('paste' as const),
  components: fc.uniqueArray(
    fc.record(
      {
        id,
        kind: fc.constantFrom('gateway', 'modelServer', 'traffic'),
        to: fc.constantFrom('gateway', 'model', 'nobody'),
      },
      { requiredKeys: ['id', 'kind'] },
    ),
    { maxLength: 3, selector: ({ id: own }) => own },
  ),
  how: fc.constantFrom('pasted' as const, 'duplicated' as const),
});

/** One edit that a view could send, and many that none would. */
const single: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant('add' as const), kind }),
  fc.record({ type: fc.constant('add' as const), kind, after: id }),
  fc.record({ type: fc.constant('add' as const), kind, place: fc.oneof(place, fc.constant('not a place')) }),
  fc.record({ type: fc.constant('setPlace' as const), ids, place: fc.oneof(place, fc.constant('9')) }),
  fc.record({
    type: fc.constant('setPlaceParameter' as const),
    place,
    path: fc.constantFrom('kind', 'region', 'zone', 'id', ''),
    value: fc.constantFrom('edgeSite', 'DE', undefined, 7),
  }),
  fc.record({
    type: fc.constant('setScenario' as const),
    path: fc.constantFrom('title', 'objectives', 'faults', 'components', 'people.hoursPerMonth', 'gridShape', ''),
    value: fc.oneof(value, fc.constant([{ metric: 'sojournTimeSeconds.p95', atMost: 1 }])),
  }),
  fc.record({ type: fc.constant('removeMany' as const), ids }),
  fc.record({
    type: fc.constant('switchLink' as const),
    from: place,
    to: place,
    group: fc.constantFrom('whileDown', 'outages', 'nonsense'),
    isOn: fc.boolean(),
  }),
  copied,
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
    path: fc.constantFrom('roundTripSeconds', 'usdPerGb', 'lossProbability', 'outages.law', 'from'),
    value,
  }),
  fc.record({ type: fc.constant('removeLink' as const), from: place, to: place }),
  fc.constant<Command>({ type: 'replace', scenario: defaultWidgetData.scenario, label: 'the starting point' }),
);

/** Any edit, alone or as one of several in one step. */
export const arbitraryCommand: fc.Arbitrary<Command> = fc.oneof(
  { arbitrary: single, weight: 9 },
  {
    arbitrary: fc.record({
      type: fc.constant('batch' as const),
      commands: fc.array(single, { maxLength: 4 }),
      label: fc.constant('Did several things'),
    }),
    weight: 1,
  },
);
