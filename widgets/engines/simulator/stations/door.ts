const NOBODY = -1;

/**
 * Where requests stand that found no waiting place while the station blocks instead of rejecting. A server that sent one stays taken until it is in;
 * a request from elsewhere (a source, a gateway, across a link) holds nobody.
 */
export class Door {
  /** Who is passing a request on at the moment, and what it calls what it holds; nobody otherwise. */
  sender = NOBODY;
  hold = NOBODY;
  /** Requests that were put here for the present sender's hold. */
  blocked = 0;
  /** Of the request that `take` gave last. */
  takenSender = NOBODY;
  takenHold = NOBODY;
  #requests = new Int32Array(8);
  #senders = new Int32Array(8);
  #holds = new Int32Array(8);
  #head = 0;
  count = 0;

  put(request: number): void {
    if (this.count === this.#requests.length) this.#grow();
    const place = (this.#head + this.count++) & (this.#requests.length - 1);
    this.#requests[place] = request;
    this.#senders[place] = this.sender;
    this.#holds[place] = this.hold;
    if (this.sender !== NOBODY) this.blocked++;
  }

  /** The request that has stood here longest. */
  take(): number {
    const place = this.#head;
    this.#head = (place + 1) & (this.#requests.length - 1);
    this.count--;
    this.takenSender = this.#senders[place]!;
    this.takenHold = this.#holds[place]!;
    return this.#requests[place]!;
  }

  #grow(): void {
    this.#requests = this.#unrolled(this.#requests);
    this.#senders = this.#unrolled(this.#senders);
    this.#holds = this.#unrolled(this.#holds);
    this.#head = 0;
  }

  #unrolled(ring: Int32Array): Int32Array<ArrayBuffer> {
    const wider = new Int32Array(ring.length * 2);
    for (let i = 0; i < ring.length; i++) wider[i] = ring[(this.#head + i) & (ring.length - 1)]!;
    return wider;
  }
}

/** A station with a door. */
export interface HasDoor {
  readonly door: Door;
}
