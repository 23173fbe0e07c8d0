import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldEvents } from '../../widgets/engines/record/fold.ts';
import type { LessonOutline } from '../../widgets/progress/lesson-outline.ts';
import { lessonProgress, nextLesson } from '../../widgets/progress/lesson-progress.ts';
import { courseSentence, progressSentences, stageWords } from '../../widgets/progress/progress-words.ts';
import { anEvent } from '../engines/record/any-event.ts';

const lesson: LessonOutline = {
  id: 'l',
  title: 'Strategies',
  href: '/lessons/l/',
  reportHref: '/progress/l/',
  quiz: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, hash: `${id}-now` })),
  challenges: ['scale'],
  cards: ['k'],
  prereqs: [],
};
const rule = { quizShare: 0.8, needsChallenges: true };
const now = Date.UTC(2026, 10, 12, 12);
let step = 0;
const opened = () => anEvent('lessonOpened', { lesson: 'l' }, ++step);
const answered = (item: string, isCorrect: boolean, hash = `${item}-now`) =>
  anEvent('quizItemAnswered', { lesson: 'l', item, hash, answer: { options: ['x'] }, isCorrect, attempt: 1 }, ++step);
const challenged = (isPassed: boolean) =>
  anEvent('challengeAttempted', { lesson: 'l', challenge: 'scale', scenario: {}, objectives: [], isPassed }, ++step);
const progressAfter = (events: Parameters<typeof foldEvents>[0], of = lesson, by = rule) =>
  lessonProgress('c', of, foldEvents(events), by, now);

describe('lessonProgress', () => {
  it('knows nothing of a lesson that was never opened', () => {
    const progress = progressAfter([]);
    expect(progress).toMatchObject({ isOpened: false, isComplete: false, isNewlyComplete: false });
    expect(stageWords(progress)).toBe('Not opened yet');
    expect(progressSentences(progress)).toEqual([
      'Quiz: 5 questions, none answered yet; 4 needed.',
      'Challenges: 0 of 1 met.',
    ]);
  });

  it('is complete once the share of the rule is right and the challenges are met, and not before', () => {
    const right = ['a', 'b', 'c', 'd'].map((item) => answered(item, true));
    expect(progressAfter([opened(), ...right]).isComplete).toBe(false);
    expect(progressAfter([opened(), ...right, challenged(false)]).isComplete).toBe(false);
    expect(progressAfter([opened(), ...right.slice(1), challenged(true)]).isComplete).toBe(false);
    expect(progressAfter([opened(), ...right, challenged(true), challenged(false)])).toMatchObject({
      isComplete: true,
      isNewlyComplete: true,
    });
    expect(progressAfter([opened(), ...right], lesson, { ...rule, needsChallenges: false }).isComplete).toBe(true);
  });

  it('does not count an answer to a question that has changed since', () => {
    const progress = progressAfter([opened(), answered('a', true, 'a-before'), answered('b', true)]);
    expect(progress.quiz).toEqual({ total: 5, answered: 2, right: 1, needed: 4 });
  });

  it('stays complete when its author adds questions', () => {
    const events = [opened(), anEvent('lessonCompleted', { lesson: 'l' }, ++step)];
    expect(progressAfter(events)).toMatchObject({ isComplete: true, isNewlyComplete: false });
  });

  it('asks for a whole number of questions, from one to all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 100 }), (total, hundredths) => {
        const of = { ...lesson, quiz: Array.from({ length: total }, (_, index) => ({ id: String(index), hash: 'h' })) };
        const { needed } = progressAfter([], of, { ...rule, quizShare: hundredths / 100 }).quiz;
        expect(Number.isInteger(needed)).toBe(true);
        // In whole hundredths, where nothing is rounded.
        expect(needed * 100).toBeGreaterThanOrEqual(hundredths * total);
        expect((needed - 1) * 100).toBeLessThan(hundredths * total);
      }),
    );
  });

  it('counts the flashcards that are due, those that the learner made too, but not those set aside', () => {
    const reviewed = (card: string) => anEvent('flashcardReviewed', { lesson: 'l', card, hash: 'h', grade: 1 }, ++step);
    const own = anEvent(
      'cardMade',
      { lesson: 'l', card: 'own', hash: 'h', front: 'Q', back: 'A', from: 'quizItem' },
      ++step,
    );
    const later = (events: Parameters<typeof foldEvents>[0]) =>
      lessonProgress('c', lesson, foldEvents(events), rule, now + 86_400_000 * 3).dueCardCount;
    expect(later([reviewed('k')])).toBe(1);
    expect(later([own, reviewed('k'), reviewed('own')])).toBe(2);
    const aside = anEvent('cardSuspended', { lesson: 'l', card: 'k', isSuspended: true }, ++step);
    expect(later([own, reviewed('k'), reviewed('own'), aside])).toBe(1);
  });
});

describe('nextLesson', () => {
  const at = (lastOpenedAt: string | undefined, isComplete = false) => ({
    progress: { ...progressAfter([]), lastOpenedAt, isComplete },
  });
  it('is the one opened last that is not complete, else the first that is not', () => {
    const [a, b, c] = [at('2026-11-10'), at('2026-11-12'), at(undefined)];
    expect(nextLesson([a, b, c])).toBe(b);
    expect(nextLesson([at('2026-11-10', true), c])).toBe(c);
    expect(nextLesson([at('2026-11-10', true)])).toBeUndefined();
    expect(courseSentence([a.progress, at('2026-11-10', true).progress])).toBe(
      '1 of 2 lessons complete. No flashcard is due now.',
    );
  });
});
