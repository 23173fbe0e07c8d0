import { defineEvent, RANK } from '../event.ts';
import { createOutages } from '../faults/laws/schema.ts';
import { drop, respond } from '../flow.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { snap, snapAfter } from '../snap.ts';
import { NO_EVENT } from '../stations/service-line.ts';
import { HeapPlaces } from '../stations/sharing-line.ts';
import type { Figure } from '../statistics/figures.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { GIVEN_UP, LinkDelays } from './link-delays.ts';
import { LinkDirection } from './link-direction.ts';
import { type Interruptible, LinkOutages } from './link-outages.ts';
import { isPlainLink, type LinkSettings, meanRoundTrip } from './link-schema.ts';
import { StoreAndForward } from './store-and-forward.ts';
import { FAIL_WHILE_DOWN, type WhileDown } from './while-down.ts';

const transferEnd = defineEvent('linkTransferEnd', RANK.completion, (model, link, direction) =>
  model.network!.crossings[link]!.endTransfer(model, direction),
);
const requestAcross = defineEvent('linkRequestAcross', RANK.arrival, (model, link, request) =>
  model.network!.crossings[link]!.arrive(model, request),
);
const answerAcross = defineEvent('linkAnswerAcross', RANK.completion, (model, link, request) =>
  model.network!.crossings[link]!.arrive(model, request),
);
const messageFailed = defineEvent('linkMessageFailed', RANK.control, (model, link, request) =>
  model.network!.crossings[link]!.fail(model, request),
);

/** Directions: from `from` to `to` of the link, and back. */
const UP = 0;
const DOWN = 1;

/** In place of a target: the message is an answer. */
const ANSWER = -1;

/** What a link is told of the replication and of the stations about it. */
export interface LinkContext {
  readonly index: number;
  readonly warmUpSeconds: number;
  readonly durationSeconds: number;
  /** By station: the direction in which a request crosses that goes there. */
  readonly directionTo: Uint8Array;
  /** True where answers have a size. */
  readonly hasAnswerBytes: boolean;
  stream(purpose: string): RandomStream;
}

/**
 * A link that is more than a constant delay. A message is sent (its bytes take time, alone or beside others), may be lost and sent again, and is then
 * on its way for half a round trip and those of a new connection, which carry next to nothing and so take no bandwidth. An answer is sent when it
 * crosses back; its time on the way is known since its request crossed and is spent at the end, so that whoever waits knows how long it will be.
 */
export class LinkCrossing implements Interruptible {
  readonly index: number;
  readonly directions: readonly [LinkDirection, LinkDirection];
  readonly outages: LinkOutages | undefined;
  /** Of its numbers in the result. */
  readonly #path: string;
  readonly #delays: LinkDelays;
  /** True when nothing but outages sets it apart from a constant delay: as long as it is up its times are those of one, to the last bit. */
  readonly #isPlainWhileUp: boolean;
  readonly #whileDown: WhileDown;
  readonly #directionTo: Uint8Array;
  /** True when an answer meets more than time on its way back. */
  readonly #holdsAnswers: boolean;
  readonly #places: readonly [HeapPlaces, HeapPlaces] = [new HeapPlaces(), new HeapPlaces()];
  /** By request: where it goes, the direction, how long it will be on its way, and when it was offered. */
  #target = new Int32Array(0);
  #direction = new Uint8Array(0);
  #waySeconds = new Float64Array(0);
  #offeredAt = new Float64Array(0);

  constructor(link: LinkSettings, context: LinkContext) {
    const { outages, whileDown = FAIL_WHILE_DOWN, upBitsPerSecond, downBitsPerSecond, sharing } = link;
    const isStored = outages !== undefined && whileDown.messages === 'store';
    const shared = isStored ? 'fifo' : (sharing ?? 'processorSharing');
    this.index = context.index;
    this.#path = `links.${link.from}-${link.to}`;
    this.#whileDown = whileDown;
    this.#directionTo = context.directionTo;
    this.#delays = new LinkDelays(link, context);
    this.#isPlainWhileUp = isPlainLink({ ...link, outages: undefined }) && !context.hasAnswerBytes;
    this.directions = [
      new LinkDirection(UP, upBitsPerSecond, shared, this.#places[UP], context),
      new LinkDirection(DOWN, downBitsPerSecond, shared, this.#places[DOWN], context),
    ];
    if (isStored) {
      const roundTrip = meanRoundTrip(link);
      for (const direction of [UP, DOWN]) {
        const store = new StoreAndForward(this, direction, whileDown, roundTrip, context.warmUpSeconds);
        this.directions[direction]!.store = store;
      }
    }
    this.outages =
      outages &&
      new LinkOutages(this, createOutages(outages, 0).course(context.stream('outages')), context.warmUpSeconds);
    this.#holdsAnswers = context.hasAnswerBytes || outages !== undefined || (link.lossProbability ?? 0) > 0;
  }

  /** Bits per second on the way to a station; Infinity where sending takes no time. */
  bitsPerSecondTo(target: number): number {
    return 8 / this.directions[this.#directionTo[target]!]!.secondsPerByte;
  }

  /** A request crosses to `target`. */
  send(model: Model, request: number, target: number): void {
    const { requests } = model;
    const direction = this.#directionTo[target]!;
    const roundTrip = this.#delays.roundTrip();
    if (model.isAnswered[requests.source[request]!] === 1) {
      requests.returnSeconds[request]! += roundTrip / 2;
      if (this.#holdsAnswers) model.network!.returns.push(requests, request, this.index, 1 - direction);
    }
    this.#target[request] = target;
    this.#waySeconds[request] = roundTrip / 2 + this.#delays.handshake(roundTrip);
    this.#offer(model, request, direction, model.bytesOf(request));
  }

  /** The answer to a request crosses back. */
  sendBack(model: Model, request: number, direction: number): void {
    this.#target[request] = ANSWER;
    this.#waySeconds[request] = 0;
    this.#offer(model, request, direction, model.network!.answerBytesOf(model, request));
  }

  #offer(model: Model, request: number, index: number, bytes: number): void {
    const { now } = model;
    const direction = this.directions[index]!;
    const seconds = bytes * direction.secondsPerByte;
    this.#direction[request] = index;
    this.#offeredAt[request] = now;
    direction.offered(model, bytes);
    if (now >= model.warmUpSeconds) model.linkBytes[this.index]! += bytes;
    if (direction.store) direction.store.offer(model, request, seconds);
    else if (direction.isDown && this.#whileDown.messages === 'fail')
      this.#failLater(model, request, this.#whileDown.failAfterSeconds);
    else if (seconds === 0 && !direction.isDown) this.transferred(model, request, index);
    else this.#transfer(model, request, index, seconds);
  }

  #transfer(model: Model, request: number, index: number, seconds: number): void {
    const direction = this.directions[index]!;
    direction.advance(model.now);
    direction.pipe.push(request, seconds);
    this.#scheduleEnd(model, index);
  }

  /** The next to be sent may have changed; in order it changes only at an end. */
  #scheduleEnd(model: Model, index: number): void {
    const { pipe, isInOrder } = this.directions[index]!;
    if (pipe.event !== NO_EVENT) {
      if (isInOrder && pipe.busy > 0) return;
      model.cancel(pipe.event);
    }
    const endsAt = pipe.endsAt(model.now);
    pipe.event =
      endsAt === Infinity
        ? NO_EVENT
        : model.schedule(transferEnd, isInOrder ? Math.max(model.now, snap(endsAt)) : endsAt, this.index, index);
  }

  endTransfer(model: Model, index: number): void {
    const direction = this.directions[index]!;
    direction.pipe.event = NO_EVENT;
    direction.advance(model.now);
    const request = direction.pipe.pop();
    this.#scheduleEnd(model, index);
    this.transferred(model, request, index);
  }

  /** All bytes of a message are on the wire. */
  transferred(model: Model, request: number, index: number): void {
    const direction = this.directions[index]!;
    direction.sent(model, this.#offeredAt[request]!);
    const lossSeconds = this.#delays.retransmit();
    if (lossSeconds === GIVEN_UP) {
      direction.lost(model);
      this.#failLater(model, request, this.#delays.givenUpAfter);
      return;
    }
    const seconds = this.#waySeconds[request]! + lossSeconds;
    if (seconds === 0) {
      this.arrive(model, request);
      return;
    }
    const at = model.now + seconds;
    const kind = this.#target[request] === ANSWER ? answerAcross : requestAcross;
    const isAsDrawn = this.#delays.isRandom || this.#isPlainWhileUp;
    model.schedule(kind, isAsDrawn ? at : Math.max(model.now, snap(at)), this.index, request);
  }

  /** A message is across. */
  arrive(model: Model, request: number): void {
    const target = this.#target[request]!;
    if (target === ANSWER) respond(model, request);
    else model.stations[target]!.admit(model, request);
  }

  #failLater(model: Model, request: number, seconds: number): void {
    model.schedule(messageFailed, snapAfter(model.now, seconds), this.index, request);
  }

  /** The sender of a message knows that it failed. */
  fail(model: Model, request: number): void {
    this.directions[this.#direction[request]!]!.failed(model);
    this.#drop(model, request, DROP.failed);
  }

  /** A store has no room for a message. */
  giveUp(model: Model, request: number): void {
    this.#drop(model, request, DROP.rejected);
  }

  /** Whoever made the request hears of it: the link is no component of its own. */
  #drop(model: Model, request: number, outcome: number): void {
    const { source, createdAt } = model.requests;
    drop(model, model.stations[source[request]!]!, request, outcome, createdAt[request]!);
  }

  goDown(model: Model): void {
    for (let index = UP; index <= DOWN; index++) {
      const direction = this.directions[index]!;
      direction.advance(model.now);
      direction.setDown(true);
      this.#scheduleEnd(model, index);
      direction.store?.goDown(model);
      if (this.#whileDown.messages !== 'fail') continue;
      while (direction.pipe.count > 0) this.#failLater(model, direction.pipe.pop(), this.#whileDown.failAfterSeconds);
    }
  }

  comeUp(model: Model): void {
    for (let index = UP; index <= DOWN; index++) {
      const direction = this.directions[index]!;
      direction.advance(model.now);
      direction.setDown(false);
      this.#scheduleEnd(model, index);
      direction.store?.comeUp(model);
    }
  }

  grow(capacity: number): void {
    for (const places of this.#places) places.grow(capacity);
    const target = this.#target;
    const direction = this.#direction;
    const waySeconds = this.#waySeconds;
    const offeredAt = this.#offeredAt;
    this.#target = new Int32Array(capacity);
    this.#target.set(target);
    this.#direction = new Uint8Array(capacity);
    this.#direction.set(direction);
    this.#waySeconds = new Float64Array(capacity);
    this.#waySeconds.set(waySeconds);
    this.#offeredAt = new Float64Array(capacity);
    this.#offeredAt.set(offeredAt);
  }

  figures(model: Model, measuredSeconds: number): readonly Figure[] {
    const { outages } = this;
    const ofOutages = outages
      ? [
          { path: `${this.#path}.outages`, sum: outages.count },
          { path: `${this.#path}.downFraction`, sum: outages.downSecondsAt(model.now), per: measuredSeconds },
        ]
      : [];
    return [
      ...this.directions[UP].figures(`${this.#path}.up`, model, measuredSeconds),
      ...this.directions[DOWN].figures(`${this.#path}.down`, model, measuredSeconds),
      ...ofOutages,
    ];
  }
}
