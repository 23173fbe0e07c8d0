import type { ServiceCurve } from '../../kit/service-curve.ts';
import type { ExperimentRun } from './events/experiment-run.ts';
import type { PipelineEdited } from './events/pipeline-edited.ts';
import type { PredictionMade } from './events/prediction-made.ts';
import type { QuizItemAnswered } from './events/quiz-item-answered.ts';

/** When something happened: the wall clock's word, ISO 8601. */
interface Timed {
  readonly time: string;
}

/** The latest answer to a question. */
export type QuizAnswer = QuizItemAnswered & Timed;

/** One review of a flashcard. */
export interface CardReview extends Timed {
  /** Hash of the card's content when it was reviewed. */
  readonly hash: string;
  /** 1 again, 2 hard, 3 good, 4 easy. */
  readonly grade: 1 | 2 | 3 | 4;
}

export type Prediction = PredictionMade & Timed;
export type Experiment = ExperimentRun & Timed;
export type Pipeline = PipelineEdited & Timed;

export interface ReflectionText extends Timed {
  readonly text: string;
}

/** When a lesson was first opened and first completed. */
export interface LessonVisit {
  readonly openedAt: string;
  readonly completedAt: string | undefined;
}

/**
 * What a learner has done, computed from the events and from nothing else. Keys are made by `recordKey`; the comment at each map names the parts.
 * Values are never changed in place.
 */
export interface LearnerState {
  /** course, lesson, item */
  readonly quizAnswers: ReadonlyMap<string, QuizAnswer>;
  /** course, lesson, card: reviews in the record's order, which is the order in which they were made */
  readonly cardReviews: ReadonlyMap<string, readonly CardReview[]>;
  /** course, lesson, widget, question: the latest */
  readonly predictions: ReadonlyMap<string, Prediction>;
  /** course, widget: the latest */
  readonly experiments: ReadonlyMap<string, Experiment>;
  /** Id of the model: the curve measured last. A curve holds for a model on a device, whatever the course. */
  readonly curves: ReadonlyMap<string, ServiceCurve>;
  /** course, lesson, prompt: the latest text */
  readonly reflections: ReadonlyMap<string, ReflectionText>;
  /** course, lesson, list, task */
  readonly ticks: ReadonlyMap<string, boolean>;
  /** course, lesson */
  readonly lessons: ReadonlyMap<string, LessonVisit>;
  /** course, widget: the pipeline as last edited */
  readonly pipelines: ReadonlyMap<string, Pipeline>;
}

/** The same while events are being folded. */
export type StateDraft = {
  readonly [Key in keyof LearnerState]: LearnerState[Key] extends ReadonlyMap<infer K, infer V> ? Map<K, V> : never;
};

/** The key of an entry of `LearnerState`: unambiguous whatever characters the parts contain. */
export function recordKey(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** The state of a learner who has done nothing. */
export function emptyState(): LearnerState {
  return {
    quizAnswers: new Map(),
    cardReviews: new Map(),
    predictions: new Map(),
    experiments: new Map(),
    curves: new Map(),
    reflections: new Map(),
    ticks: new Map(),
    lessons: new Map(),
    pipelines: new Map(),
  };
}

/** A copy that may be changed without changing the original. */
export function copyState(state: LearnerState): StateDraft {
  return Object.fromEntries(Object.entries(state).map(([key, map]) => [key, new Map(map)])) as unknown as StateDraft;
}
