import { type Card, createEmptyCard, type FSRS, fsrs, type Grade } from 'ts-fsrs';
import type { CardReview } from './learner-state.ts';

/** Share of the cards to be known when they fall due, unless the learner chose another: the default of FSRS and of Anki. */
export const DEFAULT_RETENTION = 0.9;

const schedulers = new Map<number, FSRS>();

/** FSRS-6 with its published default weights and no random spread: the same reviews give the same schedule on every device. */
export function schedulerOf(retention: number): FSRS {
  const known = schedulers.get(retention);
  if (known) return known;
  const made = fsrs({ request_retention: retention, enable_fuzz: false });
  schedulers.set(retention, made);
  return made;
}

/** How far a review's clock may run ahead of the reader's before its time is not believed. */
const BELIEVED_AHEAD_MS = 86_400_000;

/** When a card is due, computed from its reviews and from nothing else. */
export interface CardSchedule {
  /** Milliseconds since 1970; undefined for a card that has no review. */
  readonly dueMs: number | undefined;
  /** Reviews whose wall clock was not believed, and was replaced by the time of the review before it. */
  readonly clampedCount: number;
  /** What FSRS remembers of the card: stability, difficulty, step. */
  readonly memory: Card | undefined;
}

/**
 * The schedule after the reviews, which must be in the record's order. The order is believed, the wall clock is not: a time that goes backwards, is not a
 * time, or lies in the future counts as the time of the review before. Without this the scheduler throws as soon as a clock crosses midnight backwards.
 */
export function scheduleOf(
  reviews: readonly CardReview[],
  nowMs: number,
  retention: number = DEFAULT_RETENTION,
): CardSchedule {
  const scheduler = schedulerOf(retention);
  let memory: Card | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;
  let clampedCount = 0;
  for (const { time, grade } of reviews) {
    const ms = Date.parse(time);
    const isBelieved = ms >= lastMs && ms <= nowMs + BELIEVED_AHEAD_MS;
    if (!isBelieved) clampedCount++;
    else lastMs = ms;
    // A first review at an unknown time says nothing about when the next is due.
    if (lastMs === Number.NEGATIVE_INFINITY) continue;
    memory = scheduler.next(memory ?? createEmptyCard(lastMs), lastMs, grade as Grade).card;
  }
  return { dueMs: memory?.due.getTime(), clampedCount, memory };
}

/** When the card would be due after each grade given now: again, hard, good, easy, in milliseconds since 1970. */
export function dueAfterGrades(
  { memory }: CardSchedule,
  nowMs: number,
  retention: number = DEFAULT_RETENTION,
): readonly [again: number, hard: number, good: number, easy: number] {
  const card: Card = memory ?? createEmptyCard(nowMs);
  const preview = schedulerOf(retention).repeat(card, Math.max(nowMs, card.last_review?.getTime() ?? nowMs));
  return [
    preview[1].card.due.getTime(),
    preview[2].card.due.getTime(),
    preview[3].card.due.getTime(),
    preview[4].card.due.getTime(),
  ];
}
