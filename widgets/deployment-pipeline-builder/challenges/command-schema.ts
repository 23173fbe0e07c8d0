import * as z from '../../kit/zod.ts';

const name = z.string().check(z.minLength(1));
const value = z.unknown();

/** The commands that a reference solution may be written with: those that a learner's own edits are made of, but for settings of the run. */
export const commandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('add'), kind: name, after: z.optional(name) }),
  z.object({ type: z.literal('remove'), id: name }),
  z.object({ type: z.literal('move'), id: name, after: name }),
  z.object({ type: z.literal('connect'), from: name, to: name }),
  z.object({ type: z.literal('disconnect'), from: name, to: name }),
  z.object({ type: z.literal('setWeight'), from: name, to: name, weight: z.number() }),
  z.object({ type: z.literal('setParameter'), id: name, path: name, value }),
  z.object({ type: z.literal('setGroup'), id: name, group: name, isOn: z.boolean() }),
  z.object({ type: z.literal('setLink'), from: name, to: name, path: name, value }),
  z.object({ type: z.literal('removeLink'), from: name, to: name }),
  z.object({ type: z.literal('setPlace'), ids: z.array(name).check(z.minLength(1)), place: name }),
  z.object({ type: z.literal('rename'), id: name, newId: name }),
]);
