import type { CallingStation } from './calls/calling-station.ts';
import type { Model } from './model.ts';
import type { RequestPool } from './request-pool.ts';
import type { Station } from './station.ts';

/** Something that listens to a run: the timeline, a trace in a test. Stations emit, recorders record; a recorder never changes the run. */
export class Recorder {
  /** A request came into being; its columns are filled. */
  created(_model: Model, _request: number): void {}
  /** A request left the queue of a station for a server. */
  started(_model: Model, _station: Station, _request: number): void {}
  /** A request left a station, served. */
  left(_model: Model, _station: Station, _request: number): void {}
  /** A request was answered or its event processed; it leaves the system. */
  answered(_model: Model, _request: number): void {}
  /** A request was turned away. */
  dropped(_model: Model, _station: Station, _request: number): void {}
}

/** Passes what happens on to the recorders; costs one comparison when there are none. */
export class Signals {
  /** True when somebody listens. */
  isHeard = false;
  #tellsCallers = false;
  readonly #recorders: Recorder[] = [];
  readonly #requests: RequestPool;

  constructor(requests: RequestPool) {
    this.#requests = requests;
  }

  /** From now on who made an attempt hears when a server begins with it. */
  tellCallers(): void {
    this.#tellsCallers = true;
    this.isHeard = true;
    this.#requests.isDetailed = true;
  }

  /** From now on the recorder hears what happens; it may read every column of the requests that are created from then on. */
  add(recorder: Recorder): void {
    this.#recorders.push(recorder);
    this.isHeard = true;
    this.#requests.isDetailed = true;
  }

  created(model: Model, request: number): void {
    for (let i = 0; i < this.#recorders.length; i++) this.#recorders[i]!.created(model, request);
  }

  started(model: Model, station: Station, request: number): void {
    if (this.#tellsCallers && station.serverCount > 0 && this.#requests.isAttempt(request))
      (model.stations[this.#requests.source[request]!] as CallingStation).attemptStarted(model, request);
    for (let i = 0; i < this.#recorders.length; i++) this.#recorders[i]!.started(model, station, request);
  }

  left(model: Model, station: Station, request: number): void {
    for (let i = 0; i < this.#recorders.length; i++) this.#recorders[i]!.left(model, station, request);
  }

  answered(model: Model, request: number): void {
    for (let i = 0; i < this.#recorders.length; i++) this.#recorders[i]!.answered(model, request);
  }

  dropped(model: Model, station: Station, request: number): void {
    for (let i = 0; i < this.#recorders.length; i++) this.#recorders[i]!.dropped(model, station, request);
  }
}
