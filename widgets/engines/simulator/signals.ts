import type { Model } from './model.ts';
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
  readonly #recorders: Recorder[] = [];

  add(recorder: Recorder): void {
    this.#recorders.push(recorder);
  }

  created(model: Model, request: number): void {
    for (let i = 0; i < this.#recorders.length; i++) this.#recorders[i]!.created(model, request);
  }

  started(model: Model, station: Station, request: number): void {
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
