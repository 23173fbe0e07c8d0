import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anEvent } from '../engines/record/any-event.ts';
import { foldEvents } from '../../widgets/engines/record/fold.ts';
import { emptyState, recordKey } from '../../widgets/engines/record/learner-state.ts';
import { courseDeck, deckOf } from '../../widgets/flashcards/deck.ts';
import { scheduleDeck } from '../../widgets/flashcards/deck-schedule.ts';
import { forecastDue, reviewsPerDay } from '../../widgets/flashcards/forecast.ts';
import { concludeForecast, forecastTable, prepareForecastChart } from '../../widgets/flashcards/forecast-chart.ts';
import { dayEndMs, laterDayMs } from '../../widgets/engines/record/learning-day.ts';
import { makeCards } from '../../widgets/flashcards/make-card.ts';
import { searchCards } from '../../widgets/flashcards/search-cards.ts';

const DAY_MS = 86_400_000;
const start = new Date(2026, 10, 12, 12).getTime();
const cards = makeCards([{ Batch: 'On a schedule' }, { Streaming: 'On a live flow' }, { Café: 'Where one waits' }]);
const lessons = [{ id: 'l', title: 'Strategies', cards }];

/** A state in which the cards were reviewed `good`, the given numbers of days after the start. */
function reviewed(days: readonly (readonly number[])[]) {
  const cardReviews = new Map(
    days.map((own, index) => [
      recordKey('c', 'l', cards[index]!.id),
      own.map((day) => ({
        id: `${index}-${day}`,
        hash: cards[index]!.hash,
        grade: 3 as const,
        time: new Date(start + day * DAY_MS).toISOString(),
      })),
    ]),
  );
  return { ...emptyState(), cardReviews };
}
const scheduleAt = (state: ReturnType<typeof reviewed>, nowMs: number, retention = 0.9) =>
  scheduleDeck(deckOf('c', lessons, state), state, nowMs, retention);

describe('dayEndMs', () => {
  it('ends the day at four in the morning of this device, so that who reviews after midnight is still at the day before', () => {
    const at = (hour: number) => dayEndMs(new Date(2026, 10, 12, hour).getTime());
    expect([at(3), at(4), at(23)].map((ms) => new Date(ms).toString().slice(4, 21))).toEqual([
      'Nov 12 2026 04:00',
      'Nov 13 2026 04:00',
      'Nov 13 2026 04:00',
    ]);
    expect(new Date(laterDayMs(at(4), 30)).getHours()).toBe(4);
  });
});

describe('scheduleDeck', () => {
  it('knows which cards were begun today, which were changed since, and which are learnt by the minute', () => {
    const state = reviewed([[0], [-9, 0]]);
    const [first, second, third] = scheduleAt(state, start);
    expect([first!.isFirstToday, second!.isFirstToday, third!.isFirstToday]).toEqual([true, false, false]);
    expect([first!.isLearning, second!.isLearning, third!.isLearning]).toEqual([true, false, true]);
    const edited = [{ id: 'l', title: '', cards: cards.map((card) => ({ ...card, hash: 'other' })) }];
    expect(scheduleDeck(deckOf('c', edited, state), state, start, 0.9).map((one) => one.hasChanged)).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('courseDeck', () => {
  it('has the cards that the learner made, also of a lesson that the course has no longer', () => {
    const made = (lesson: string, card: string) =>
      anEvent('cardMade', { lesson, card, hash: 'h', front: 'Q', back: 'A', from: 'quizItem' }, 1);
    const state = foldEvents([made('l', 'own'), made('gone', 'old')]);
    expect(courseDeck('c', lessons, state).map(({ id, isOwn, lessonTitle }) => [id, isOwn, lessonTitle])).toEqual([
      ...cards.map(({ id }) => [id, false, 'Strategies']),
      ['own', true, 'Strategies'],
      ['old', true, ''],
    ]);
    expect(courseDeck('another course', lessons, state)).toHaveLength(3);
  });
});

describe('forecastDue', () => {
  it('counts each begun card on the day on which it falls due, overdue ones today', () => {
    // FSRS-6: after Good at 0 and 1 days a card is due some days later; its own schedule says when.
    const state = reviewed([
      [0, 1],
      [-400, -399],
    ]);
    const scheduled = scheduleAt(state, start + DAY_MS);
    const dueMs = scheduled[0]!.dueMs!;
    const days = forecastDue(scheduled, dayEndMs(start + DAY_MS), 30);
    expect(days[0]!.due).toBe(1);
    expect(days.reduce((sum, { due }) => sum + due, 0)).toBe(2);
    const day = days.findIndex(({ due }, index) => index > 0 && due === 1);
    expect(dueMs).toBeGreaterThanOrEqual(days[day]!.startMs);
    expect(dueMs).toBeLessThan(days[day]!.startMs + DAY_MS);
    expect(concludeForecast(days)).toMatch(/^1 card due today, 2 within 30 days\.$/);
    expect(forecastTable(days).rows).toHaveLength(30);
    expect(prepareForecastChart(days).columns[0]).toEqual({ id: '0', label: 'today', value: 1 });
  });
});

describe('reviewsPerDay', () => {
  /** A hundred cards, each reviewed twice. */
  const many = makeCards(Array.from({ length: 100 }, (_, index) => ({ [`Card ${index}`]: 'Back' })));
  const state = {
    ...emptyState(),
    cardReviews: new Map(
      many.map(({ id, hash }, index) => [
        recordKey('c', 'l', id),
        [0, 1, 4].map((day) => ({
          id: `${index}-${day}`,
          hash,
          grade: 3 as const,
          time: new Date(start + day * DAY_MS).toISOString(),
        })),
      ]),
    ),
  };
  const at = (retention: number, days: number) => {
    const deck = deckOf('c', [{ id: 'l', title: '', cards: many }], state);
    return reviewsPerDay(scheduleDeck(deck, state, start + 4 * DAY_MS, retention), retention, start + 4 * DAY_MS, days);
  };

  it('asks for more the more is to be remembered', () => {
    const loads = [0.8, 0.85, 0.9, 0.95].map((retention) => at(retention, 90));
    expect(loads).toEqual([...loads].sort((a, b) => a - b));
    expect(loads[3]! / loads[0]!).toBeGreaterThan(1.5);
  });

  it('is the same every time, and nothing for cards that were never begun or were set aside', () => {
    expect(at(0.9, 30)).toBe(at(0.9, 30));
    expect(reviewsPerDay(scheduleAt(emptyState() as never, start), 0.9, start, 30)).toBe(0);
  });

  it('fails the share of the reviews that the retention leaves', () => {
    // Every card reviewed exactly when due is known with the retention: over one interval, N cards bring N reviews and N (1 - r) relearning steps.
    const deck = deckOf('c', [{ id: 'l', title: '', cards: many }], state);
    const scheduled = scheduleDeck(deck, state, start + 4 * DAY_MS, 0.8);
    const dueMs = scheduled[0]!.dueMs!;
    const horizon = (dueMs - (start + 4 * DAY_MS)) / DAY_MS + 0.5;
    const total = reviewsPerDay(scheduled, 0.8, start + 4 * DAY_MS, horizon) * horizon;
    // A due date is a whole number of days, so that what is known at it is not exactly 0.8: the interval rounds by at most half a day of it.
    const relearnt = (total - 100) / 100;
    expect(relearnt).toBeGreaterThan(0.17);
    expect(relearnt).toBeLessThan(0.23);
  });
});

describe('searchCards', () => {
  it('finds every word of the query in front, back or lesson, without regard to case and accents', () => {
    const all = scheduleAt(reviewed([]), start);
    const fronts = (query: string) => searchCards(all, query).map(({ card }) => card.front);
    expect(fronts('SCHEDULE on')).toEqual(['Batch']);
    expect(fronts('cafe')).toEqual(['Café']);
    expect(fronts('strategies')).toHaveLength(3);
    expect(fronts('')).toHaveLength(3);
    fc.assert(fc.property(fc.string(), (query) => fronts(query).length <= 3));
  });
});
