import fc from 'fast-check';
import type { RecordEvent } from '../../widgets/engines/record/event.ts';
import { foldEvents } from '../../widgets/engines/record/fold.ts';
import { type Merged, mergeEvents } from '../../widgets/engines/record/merge.ts';
import { anyLog } from '../engines/record/any-event.ts';
import { plainState } from './trials/plain-state.ts';
import { type Fault, outcomeOf } from './fault.ts';

const devices = fc.array(anyLog, { minLength: 2, maxLength: 5 }).chain((logs) =>
  fc.record({
    logs: fc.constant(logs),
    // The same logs in another order, and where they are cut into two groups.
    shuffled: fc.shuffledSubarray(logs, { minLength: logs.length }),
    cut: fc.integer({ min: 1, max: logs.length - 1 }),
  }),
);

const textOf = (merged: Merged) => JSON.stringify(merged);

function merge(logs: readonly (readonly RecordEvent[])[], shuffled: typeof logs, cut: number) {
  const all = mergeEvents(...logs);
  const left = mergeEvents(...logs.slice(0, cut)).events;
  const right = mergeEvents(...logs.slice(cut)).events;
  const kept = new Set(all.events.map(({ id, sha }) => `${id} ${sha}`));
  const own = logs.flat();
  return outcomeOf(own.length, own.filter(({ id, sha }) => !kept.has(`${id} ${sha}`)).length, {
    'the order of the devices counts': textOf(mergeEvents(...shuffled)) === textOf(all),
    'the grouping counts': textOf(mergeEvents(left, right)) === textOf(all),
    'merging twice changes it': textOf(mergeEvents(all.events, ...logs, all.events)) === textOf(all),
    'another state':
      JSON.stringify(plainState(foldEvents(mergeEvents(...shuffled).events))) ===
      JSON.stringify(plainState(foldEvents(all.events))),
  });
}

/** F15: two to five devices exchange random logs. In whatever order and however often, all come to the same. */
export const mergedDevices: Fault = {
  id: 'F15',
  title: 'logs of 2 to 5 devices merged',
  tries: { change: 1000, night: 20_000 },
  attempts: async function* (_site, count) {
    for (const { logs, shuffled, cut } of fc.sample(devices, count)) yield merge(logs, shuffled, cut);
  },
};
