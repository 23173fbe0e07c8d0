import type { ServiceCurve } from '../../kit/service-curve.ts';
import type { CardMade } from './events/card-made.ts';
import type { ComparisonEdited } from './events/comparison-edited.ts';
import type { ExperimentRun } from './events/experiment-run.ts';
import type { PipelineEdited } from './events/pipeline-edited.ts';
import type { PredictionMade } from './events/prediction-made.ts';
import type { QuizItemAnswered } from './events/quiz-item-answered.ts';

/** When something happened: the wall clock's word, ISO 8601. */
interface Timed {
  readonly time: string;
}

/** The latest answer to a question. */
export type QuizAnswer = QuizItemAnswered &
  Timed & {
    /** Whether the first answer to the question in this wording was right: the score that trial and error cannot raise. */
    readonly isRightAtFirst: boolean;
  };

/** One review of a flashcard. */
export interface CardReview extends Timed {
  /** Id of its event, by which it can be taken back. */
  readonly id: string;
  /** Hash of the card's content when it was reviewed. */
  readonly hash: string;
  /** 1 again, 2 hard, 3 good, 4 easy. */
  readonly grade: 1 | 2 | 3 | 4;
}

export type Prediction = PredictionMade & Timed;
export type Experiment = ExperimentRun & Timed;
export type Comparison = ComparisonEdited & Timed;
export type Pipeline = PipelineEdited & Timed;

/** A card that the learner made of something missed. */
export interface OwnCard extends CardMade {
  readonly course: string;
}

export interface ReflectionText extends Timed {
  readonly text: string;
}

export interface LossRecord extends Timed {
  readonly missingCount: number;
  readonly restoredCount: number;
}

/** What of the record is in a file outside of this browser. */
export interface ExportRecord extends Timed {
  /** How many events are in a file. */
  readonly eventCount: number;
}

/** When a lesson was first and last opened, and first completed. */
export interface LessonVisit {
  readonly openedAt: string;
  readonly lastOpenedAt: string;
  readonly completedAt: string | undefined;
}

/** What became of a challenge. */
export interface ChallengeRecord {
  /** Runs that were held against its objectives. */
  readonly attemptCount: number;
  /** When it was first passed, ISO 8601. */
  readonly passedAt: string | undefined;
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
  /** course, lesson, card: whether the learner set it aside */
  readonly suspendedCards: ReadonlyMap<string, boolean>;
  /** course, lesson, card: cards made of what was missed */
  readonly ownCards: ReadonlyMap<string, OwnCard>;
  /** course (the plain id): share of the cards to be known when they fall due */
  readonly retentions: ReadonlyMap<string, number>;
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
  /** course, lesson, challenge */
  readonly challenges: ReadonlyMap<string, ChallengeRecord>;
  /** course, lesson, widget (course, widget in events from before lessons had their own): the pipeline as last edited */
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  /** course, lesson, widget: what is compared, as last edited */
  readonly comparisons: ReadonlyMap<string, Comparison>;
  /** Id of the event: what was found missing, and when. */
  readonly losses: ReadonlyMap<string, LossRecord>;
  /** `last`: the file saved last. `broughtBack`: that one and those that were joined to the record since. */
  readonly exports: ReadonlyMap<'last' | 'broughtBack', ExportRecord>;
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
    suspendedCards: new Map(),
    ownCards: new Map(),
    retentions: new Map(),
    predictions: new Map(),
    experiments: new Map(),
    curves: new Map(),
    reflections: new Map(),
    ticks: new Map(),
    lessons: new Map(),
    challenges: new Map(),
    pipelines: new Map(),
    comparisons: new Map(),
    losses: new Map(),
    exports: new Map(),
  };
}

/** A copy that may be changed without changing the original. */
export function copyState(state: LearnerState): StateDraft {
  return Object.fromEntries(Object.entries(state).map(([key, map]) => [key, new Map(map)])) as unknown as StateDraft;
}
