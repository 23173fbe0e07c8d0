import type * as z from '../../kit/zod.ts';
import type { eventKinds } from './events/index.ts';

type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

/** The body of each type of event: what its schema accepts. */
export type EventBodies = {
  readonly [Type in keyof typeof eventKinds]: DeepReadonly<z.output<(typeof eventKinds)[Type]['body']>>;
};

export type EventType = keyof EventBodies;

const BY_THE_PAGE = new Set<EventType>(['lessonOpened', 'lossNoticed', 'eraseRequested']);

/** True for what a learner does; what a page does by itself is no reason to ask the browser for lasting storage. */
export const isAnswer = (type: EventType): boolean => !BY_THE_PAGE.has(type);
