import type { RandomStream } from '../random.ts';
import { SizeSampler } from '../stations/request-traits.ts';
import { baseRoundTrip, type LinkSettings } from './link-schema.ts';
import { FIBRE_SECONDS_PER_KILOMETRE } from './link-presets.ts';

/** Round trips before the request: TCP opens in one (RFC 9293), TLS 1.3 adds one, TLS 1.2 two (RFC 8446, 5246), QUIC does both in one (RFC 9000). */
export const HANDSHAKE_ROUND_TRIPS = { none: 0, tcp: 1, tls13: 2, tls12: 3, quic: 1 } as const;

/** Given up: every retransmission was lost as well. */
export const GIVEN_UP = -1;

/** What is random about the times of a link, each from a stream of its own. */
export class LinkDelays {
  /** False where every message of one kind takes the same time, so that its times lie on the grid (`snap`). */
  readonly isRandom: boolean;
  /** After `retransmit` gave a message up: how long that took. */
  givenUpAfter = 0;
  readonly #baseSeconds: number;
  readonly #distanceSeconds: number;
  readonly #spread: SizeSampler | undefined;
  readonly #handshakes: number;
  readonly #reuseShare: number;
  readonly #reuse: RandomStream;
  readonly #lossProbability: number;
  readonly #retransmitSeconds: number;
  readonly #retransmissions: number;
  readonly #loss: RandomStream;

  constructor(link: LinkSettings, context: { stream(purpose: string): RandomStream }) {
    const cv = link.roundTripCv ?? 0;
    this.#baseSeconds = baseRoundTrip(link);
    this.#distanceSeconds = 2 * FIBRE_SECONDS_PER_KILOMETRE * (link.kilometres ?? 0);
    this.#spread = cv > 0 ? new SizeSampler(cv, context.stream('roundTrip')) : undefined;
    this.#handshakes = HANDSHAKE_ROUND_TRIPS[link.handshake ?? 'none'];
    this.#reuseShare = link.reuseShare ?? 0;
    this.#reuse = context.stream('reuse');
    this.#lossProbability = link.lossProbability ?? 0;
    this.#retransmitSeconds = link.retransmitSeconds ?? 1;
    this.#retransmissions = link.retransmissions ?? 6;
    this.#loss = context.stream('loss');
    this.isRandom = cv > 0;
  }

  /** Seconds there and back for one request and its answer. */
  roundTrip(): number {
    const base = this.#spread ? this.#baseSeconds * this.#spread.next() : this.#baseSeconds;
    return base + this.#distanceSeconds;
  }

  /** Seconds that opening a connection takes for a request with this round trip; 0 where one is open. */
  handshake(roundTrip: number): number {
    if (this.#handshakes === 0 || this.#reuseShare === 1) return 0;
    if (this.#reuseShare > 0 && this.#reuse.uniform() < this.#reuseShare) return 0;
    return this.#handshakes * roundTrip;
  }

  /** Seconds that losses cost a message: timeouts that double (RFC 6298, section 5.5). `GIVEN_UP` when it is lost once more than it is sent again. */
  retransmit(): number {
    const probability = this.#lossProbability;
    if (probability === 0) return 0;
    let timeout = this.#retransmitSeconds;
    let seconds = 0;
    for (let losses = 0; this.#loss.uniform() < probability; losses++) {
      seconds += timeout;
      timeout *= 2;
      if (losses === this.#retransmissions) {
        this.givenUpAfter = seconds;
        return GIVEN_UP;
      }
    }
    return seconds;
  }
}
