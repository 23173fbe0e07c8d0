import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServiceCurve } from '../../../widgets/kit/service-curve.ts';
import type { AnyEvent } from '../../../widgets/engines/record/event.ts';
import { foldEvents, readEvent } from '../../../widgets/engines/record/fold.ts';
import { emptyState, recordKey } from '../../../widgets/engines/record/learner-state.ts';
import { mergeEvents } from '../../../widgets/engines/record/merge.ts';
import { anEvent, anyLog, unsealed } from './any-event.ts';

const curve: ServiceCurve = {
  model: 'titanic-mlp',
  source: 'measured',
  device: 'Linux, 2 cores',
  browser: 'Chromium 156',
  threads: 1,
  clockStepSeconds: 5e-6,
  measuredAt: '2026-11-12T10:00:00Z',
  points: [{ batchSize: 1, medianSeconds: 2e-4, p95Seconds: null, runs: 100 }],
  fit: { baseSeconds: 1e-4, perItemSeconds: 1e-4, meanRelativeError: 0.01 },
  samplesSeconds: [2e-4],
  samplesAre: 'blockMeans',
};

describe('foldEvents', () => {
  it('keeps the latest answer to a question', () => {
    const answered = { lesson: 'l', item: 'q', hash: 'h' };
    const first = anEvent(
      'quizItemAnswered',
      { ...answered, answer: { options: ['a'] }, isCorrect: false, attempt: 1 },
      1,
    );
    const second = anEvent(
      'quizItemAnswered',
      { ...answered, answer: { options: ['b'] }, isCorrect: true, attempt: 2 },
      2,
    );
    expect(foldEvents([first, second]).quizAnswers.get(recordKey('c', 'l', 'q'))).toEqual({
      ...answered,
      answer: { options: ['b'] },
      isRightAtFirst: false,
      isCorrect: true,
      attempt: 2,
      time: second.time,
    });
  });

  it('keeps every review of a card, in order', () => {
    const grades = [3, 1, 3] as const;
    const events = grades.map((grade, step) =>
      anEvent('flashcardReviewed', { lesson: 'l', card: 'k', hash: 'h', grade }, step + 1),
    );
    expect(
      foldEvents(events)
        .cardReviews.get(recordKey('c', 'l', 'k'))
        ?.map(({ grade }) => grade),
    ).toEqual(grades);
  });

  it('keeps the latest curve of each model, the latest pipeline and the latest run of each widget', () => {
    const state = foldEvents([
      anEvent('modelMeasured', curve, 1),
      anEvent('modelMeasured', { ...curve, device: 'another' }, 2),
      anEvent('pipelineEdited', { widget: '/w.json', scenario: { components: [] } }, 3),
      anEvent('pipelineEdited', { widget: '/w.json', scenario: { components: [1] } }, 4),
      anEvent(
        'experimentRun',
        { lesson: 'l', widget: '/w.json', scenario: {}, summary: { p95SojournSeconds: 0.2, costUsd: null } },
        5,
      ),
      anEvent('predictionMade', { lesson: 'l', widget: '/w.json', question: 'q', prediction: 12 }, 6),
    ]);
    expect(state.curves.get('titanic-mlp')).toEqual({ ...curve, device: 'another' });
    expect(state.pipelines.get(recordKey('c', '/w.json'))?.scenario).toEqual({ components: [1] });
    expect(state.experiments.get(recordKey('c', '/w.json'))?.summary).toEqual({
      p95SojournSeconds: 0.2,
      costUsd: null,
    });
    expect(state.predictions.get(recordKey('c', 'l', '/w.json', 'q'))?.prediction).toBe(12);
  });

  it('keeps the latest text and tick, and the first opening and completion of a lesson', () => {
    const state = foldEvents([
      anEvent('lessonOpened', { lesson: 'l' }, 1),
      anEvent('reflectionWritten', { lesson: 'l', prompt: 'p', text: 'one' }, 2),
      anEvent('reflectionWritten', { lesson: 'l', prompt: 'p', text: 'two' }, 3),
      anEvent('taskTicked', { lesson: 'l', list: 'tasks', task: 't', isDone: true }, 4),
      anEvent('taskTicked', { lesson: 'l', list: 'tasks', task: 't', isDone: false }, 5),
      anEvent('lessonCompleted', { lesson: 'l' }, 6),
      anEvent('lessonOpened', { lesson: 'l' }, 7),
      anEvent('lessonCompleted', { lesson: 'l' }, 8),
    ]);
    expect(state.reflections.get(recordKey('c', 'l', 'p'))?.text).toBe('two');
    expect(state.ticks.get(recordKey('c', 'l', 'tasks', 't'))).toBe(false);
    expect(state.lessons.get(recordKey('c', 'l'))).toEqual({
      openedAt: '2026-11-12T00:01:00.000Z',
      completedAt: '2026-11-12T00:06:00.000Z',
      lastOpenedAt: '2026-11-12T00:07:00.000Z',
    });
  });

  it('is pure: folding on from a state gives what folding all at once gives, and leaves the state as it was', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(25), (log, cut) => {
        const { events } = mergeEvents(log);
        const half = foldEvents(events.slice(0, cut));
        const before = structuredClone(half);
        expect(foldEvents(events.slice(cut), half)).toEqual(foldEvents(events));
        expect(half).toEqual(before);
      }),
    );
  });

  it('never throws and never changes a prototype, whatever types and bodies a log has', () => {
    const type = fc.oneof(
      fc.constantFrom('quizItemAnswered', 'taskTicked', 'modelMeasured', 'constructor', '__proto__', 'toString'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(type, fc.jsonValue())), (pairs) => {
        expect(() => foldEvents(pairs.map(([name, body], step) => unsealed(name, body, step)))).not.toThrow();
      }),
    );
    const hostile = JSON.parse('{"lesson":"__proto__","prompt":"__proto__","text":"x","__proto__":{"polluted":true}}');
    foldEvents([unsealed('reflectionWritten', hostile, 1)]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('leaves out what it cannot read: unknown types, later versions, malformed bodies', () => {
    const good: AnyEvent = anEvent('lessonOpened', { lesson: 'l' }, 1);
    const cases: [AnyEvent, string][] = [
      [unsealed('laterType', { lesson: 'l' }, 1), 'unknown'],
      [{ ...good, version: 2 }, 'unknown'],
      [{ ...good, body: { lesson: 7 } }, 'malformed'],
    ];
    for (const [event, reading] of cases) {
      expect(readEvent(event)).toBe(reading);
      expect(foldEvents([event])).toEqual(emptyState());
    }
    expect(readEvent(good)).toBe('folded');
  });
});
