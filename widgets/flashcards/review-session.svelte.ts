import { createActor } from 'xstate';
import { dueAfterGrades } from '../engines/record/card-schedule.ts';
import { type EventBodies, type EventType, NotSavedError, type RecordView } from '../engines/record/index.ts';
import type { DeckCard } from './deck.ts';
import { retentionOf, scheduleDeck, type ScheduledCard } from './deck-schedule.ts';
import { dueOrder, nextDueMs } from '../engines/record/due-order.ts';
import { dayEndMs } from '../engines/record/learning-day.ts';
import { type ReviewEvent, type ReviewGrade, reviewMachine } from './review-machine.ts';

/** New cards that one learner's day takes in: a whole course at once would be a flood of reviews a few days later (20 is Anki's default). */
export const NEW_CARDS_A_DAY = 20;

/** What undoing a step of the round means for the record. */
type Undo =
  | { readonly card: DeckCard; readonly review: Promise<string> }
  | { readonly card: DeckCard; readonly review: undefined };

/** One learner's reviews of a deck, as runes over the machine. */
export class ReviewSession {
  readonly #course: string;
  readonly #actor = createActor(reviewMachine);
  #undos: Undo[] = [];
  #snapshot = $state.raw(this.#actor.getSnapshot());
  deck: readonly DeckCard[] = $state.raw([]);
  view: RecordView | undefined = $state.raw();
  /** The moment that what is shown was worked out for, in milliseconds since 1970. */
  nowMs = $state(0);

  constructor(course: string) {
    this.#course = course;
    this.#actor.subscribe((next) => {
      this.#snapshot = next;
    });
    this.#actor.start();
  }

  isWaiting = $derived.by(() => this.#snapshot.matches('waiting'));
  isTurned = $derived.by(() => this.#snapshot.matches('back'));
  isDone = $derived.by(() => this.#snapshot.matches('done'));
  canUndo = $derived.by(() => this.#snapshot.can({ type: 'undo' }));
  position = $derived.by(() => this.#snapshot.context.position);
  queue = $derived.by(() => this.#snapshot.context.queue);
  retention = $derived.by(() => (this.view ? retentionOf(this.view.state, this.#course) : undefined));
  scheduled: readonly ScheduledCard[] = $derived(
    this.view && this.retention !== undefined
      ? scheduleDeck(this.deck, this.view.state, this.nowMs, this.retention)
      : [],
  );
  current = $derived(this.deck.find(({ key }) => key === this.queue[this.position]) ?? this.deck[0]);
  currentSchedule = $derived(this.scheduled.find(({ id }) => id === this.current?.key));
  /** When the card in hand comes again after each of the four grades, in milliseconds from now; empty while its front is shown. */
  waits: readonly number[] = $derived(
    this.isTurned && this.currentSchedule
      ? dueAfterGrades(this.currentSchedule.schedule, this.nowMs, this.retention).map((due) => due - this.nowMs)
      : [],
  );
  /** Milliseconds from now until the next card is due; undefined where none will be. */
  restMs = $derived.by(() => {
    const due = nextDueMs(this.scheduled, this.nowMs, dayEndMs(this.nowMs));
    return due === undefined ? undefined : due - this.nowMs;
  });
  dueIds = $derived.by(() => {
    const begun = this.scheduled.filter(({ isFirstToday }) => isFirstToday).length;
    return dueOrder(this.scheduled, this.nowMs, dayEndMs(this.nowMs), NEW_CARDS_A_DAY - begun);
  });

  /** Takes in the record as it is now. The first time it starts a round with what is due. */
  show(view: RecordView, deck: readonly DeckCard[], nowMs: number): void {
    this.view = view;
    this.deck = deck;
    this.nowMs = nowMs;
    if (this.isWaiting) this.start(this.dueIds);
  }

  /** Works everything out anew for this moment: cards fall due while the page is open. */
  look(nowMs: number): void {
    this.nowMs = nowMs;
  }

  start(queue: readonly string[]): void {
    this.#undos = [];
    this.#actor.send({ type: 'start', queue });
  }

  turn(nowMs: number): void {
    this.nowMs = nowMs;
    this.#actor.send({ type: 'turn' });
  }

  grade(grade: ReviewGrade): void {
    const card = this.current;
    if (!card || !this.isTurned) return;
    const stored = this.#keep('flashcardReviewed', { lesson: card.lesson, card: card.id, hash: card.hash, grade });
    this.#step({ type: 'grade', grade }, { card, review: stored });
  }

  /** Sets the card in hand aside. */
  suspendCurrent(): void {
    const card = this.current;
    if (!card) return;
    this.suspend(card, true);
    this.#step({ type: 'suspend' }, { card, review: undefined });
  }

  suspend(card: DeckCard, isSuspended: boolean): void {
    void this.#keep('cardSuspended', { lesson: card.lesson, card: card.id, isSuspended });
  }

  /** Takes the last grade or setting aside of this round back, here and in the record. */
  async undo(): Promise<void> {
    const last = this.#undos.pop();
    if (!last || !this.canUndo) return;
    this.#actor.send({ type: 'undo' });
    const { card, review } = last;
    if (review === undefined) this.suspend(card, false);
    else void this.#keep('flashcardReviewUndone', { lesson: card.lesson, card: card.id, review: await review });
  }

  /** The deck as it would be scheduled at another retention. */
  scheduledAt(retention: number): readonly ScheduledCard[] {
    return this.view ? scheduleDeck(this.deck, this.view.state, this.nowMs, retention) : [];
  }

  chooseRetention(retention: number): void {
    void this.#keep('retentionChosen', { retention });
  }

  end(): void {
    this.#actor.stop();
  }

  #step(event: ReviewEvent, undo: Undo): void {
    this.#undos.push(undo);
    this.#actor.send(event);
  }

  /** Records something; what is not saved stands in the notice. Answers the event's id, which is known either way. */
  async #keep<Type extends EventType>(type: Type, body: EventBodies[Type]): Promise<string> {
    try {
      return (await this.view!.record.append(type, this.#course, body)).id;
    } catch (error) {
      if (error instanceof NotSavedError) return error.event.id;
      throw error;
    }
  }
}
