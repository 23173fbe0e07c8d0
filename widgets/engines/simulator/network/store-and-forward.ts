import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import { snapAfter } from '../snap.ts';
import { NO_EVENT } from '../stations/service-line.ts';
import type { Figure } from '../statistics/figures.ts';
import { LevelTally } from '../statistics/level-tally.ts';
import type { LinkCrossing } from './link-crossing.ts';
import { SentBatches } from './sent-batches.ts';
import { StoredMessages } from './stored-messages.ts';
import type { WhileDown } from './while-down.ts';

const syncEnd = defineEvent('linkSyncEnd', RANK.completion, (model, link, direction) =>
  model.network!.crossings[link]!.directions[direction]!.store!.batchSent(model),
);

/**
 * A sender that stores messages while the link is down and sends them in order, in batches, once it is up. A batch arrives as a whole and is
 * acknowledged a round trip after it was sent. What an outage leaves without its acknowledgement is sent again: a batch that had not arrived starts
 * anew, one that had arrives twice, is known by its ids and counted as duplicates, and has cost the link its time.
 */
export class StoreAndForward {
  readonly #crossing: LinkCrossing;
  readonly #direction: number;
  readonly #settings: WhileDown;
  readonly #roundTripSeconds: number;
  readonly #warmUpSeconds: number;
  readonly #messages = new StoredMessages();
  readonly #level: LevelTally;
  readonly #sent = new SentBatches();
  #isUp = true;
  /** True while what arrives may lead to further messages at the same instant: they join the next batch. */
  #isDelivering = false;
  #event = NO_EVENT;
  #batchSeconds = 0;
  /** Arrived, but to be sent again: how many, and how long that takes. */
  #again = 0;
  #againSeconds = 0;
  #dropped = 0;
  #duplicates = 0;
  #batches = 0;

  constructor(
    crossing: LinkCrossing,
    direction: number,
    settings: WhileDown,
    roundTripSeconds: number,
    warmUpSeconds: number,
  ) {
    this.#crossing = crossing;
    this.#direction = direction;
    this.#settings = settings;
    this.#roundTripSeconds = roundTripSeconds;
    this.#warmUpSeconds = warmUpSeconds;
    this.#level = new LevelTally(warmUpSeconds);
  }

  /** A message that takes `seconds` to send; what the store has no room for is given up. */
  offer(model: Model, request: number, seconds: number): void {
    const messages = this.#messages;
    const isFull = messages.count - messages.batch >= this.#settings.storeCapacity;
    const isIdle = this.#isUp && this.#event === NO_EVENT && !this.#isDelivering;
    if (isFull && !isIdle) {
      if (model.now >= this.#warmUpSeconds) this.#dropped++;
      if (this.#settings.whenFull === 'dropNewest') {
        this.#crossing.giveUp(model, request);
        return;
      }
      const oldest = messages.dropOldest();
      messages.push(request, seconds);
      this.#crossing.giveUp(model, oldest);
      return;
    }
    messages.push(request, seconds);
    this.#note(model);
    if (isIdle) this.#sendBatch(model);
  }

  #note(model: Model): void {
    this.#level.change(model.now, this.#messages.count - this.#messages.batch);
  }

  /** Sends until a batch takes time, or nothing is left. */
  #sendBatch(model: Model): void {
    while (this.#messages.count > 0) {
      this.#batchSeconds = this.#messages.formBatch(this.#settings.syncBatch);
      this.#note(model);
      if (this.#batchSeconds > 0) {
        this.#event = this.#schedule(model, this.#batchSeconds);
        return;
      }
      this.#deliver(model);
    }
  }

  #schedule(model: Model, seconds: number): number {
    const endsAt = snapAfter(model.now, seconds);
    return model.schedule(syncEnd, endsAt, this.#crossing.index, this.#direction);
  }

  batchSent(model: Model): void {
    this.#event = NO_EVENT;
    if (this.#again > 0) {
      if (model.now >= this.#warmUpSeconds) this.#duplicates += this.#again;
      this.#remember(model, this.#again, this.#againSeconds);
      this.#again = 0;
      this.#againSeconds = 0;
    } else this.#deliver(model);
    if (this.#event === NO_EVENT) this.#sendBatch(model);
  }

  #deliver(model: Model): void {
    const messages = this.#messages;
    const { batch } = messages;
    if (model.now >= this.#warmUpSeconds) this.#batches++;
    this.#remember(model, batch, this.#batchSeconds);
    this.#isDelivering = true;
    for (let i = 0; i < batch; i++) this.#crossing.transferred(model, messages.shift(), this.#direction);
    this.#isDelivering = false;
  }

  #remember(model: Model, messages: number, seconds: number): void {
    this.#sent.add(model.now, snapAfter(model.now, this.#roundTripSeconds), messages, seconds);
  }

  goDown(model: Model): void {
    this.#isUp = false;
    if (this.#event !== NO_EVENT) model.cancel(this.#event);
    this.#event = NO_EVENT;
    this.#sent.clear(model.now);
    this.#again += this.#sent.lostMessages;
    this.#againSeconds += this.#sent.lostSeconds;
    this.#messages.batch = 0;
    this.#note(model);
  }

  comeUp(model: Model): void {
    this.#isUp = true;
    if (this.#again === 0) this.#sendBatch(model);
    else if (this.#againSeconds > 0) this.#event = this.#schedule(model, this.#againSeconds);
    else this.batchSent(model);
  }

  /** For the result of the link; `now` is the end of the run. */
  figures(path: string, now: number, measuredSeconds: number): readonly Figure[] {
    return [
      { path: `${path}.stored.mean`, sum: this.#level.areaAt(now), per: measuredSeconds },
      { path: `${path}.stored.max`, maximum: this.#level.maximum },
      { path: `${path}.stored.dropped`, sum: this.#dropped },
      { path: `${path}.stored.duplicates`, sum: this.#duplicates },
      { path: `${path}.stored.batches`, sum: this.#batches },
    ];
  }
}
