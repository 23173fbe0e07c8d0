import type { Model } from '../model.ts';
import { Door, type HasDoor } from './door.ts';
import { ModelServerStation } from './model-server-station.ts';
import { NO_REPLICA } from './replicas.ts';
import type { ServiceLine } from './service-line.ts';

/**
 * A model server that lets requests stand at its door when its queue is full, instead of turning them away: back-pressure, or blocking after service
 * (H. G. Perros, Queueing Networks with Blocking, 1994).
 */
export class BlockingStation extends ModelServerStation implements HasDoor {
  readonly door = new Door();
  #isLettingIn = false;

  protected override turnAway(_model: Model, request: number): void {
    this.door.put(request);
  }

  /** Who stands outside fails as well, and whoever is held by it goes on. */
  override failWaiting(model: Model): void {
    const { door } = this;
    super.failWaiting(model);
    while (door.count > 0) {
      const request = door.take();
      const { takenSender, takenHold } = door;
      this.failOne(model, request, NO_REPLICA);
      if (takenSender >= 0) (model.stations[takenSender] as ModelServerStation).letIn(model, takenHold);
    }
  }

  /** After anything that may have made room. */
  protected override dispatch(model: Model, line: ServiceLine): void {
    super.dispatch(model, line);
    // Whom the first lets in is dispatched in turn; the loop below is then already under way.
    if (this.#isLettingIn) return;
    const { door } = this;
    this.#isLettingIn = true;
    while (door.count > 0 && !this.isFull(model, line)) {
      const request = door.take();
      const { takenSender, takenHold } = door;
      model.requests.enqueuedAt[request] = model.now;
      this.enter(model, line, request);
      if (takenSender >= 0) (model.stations[takenSender] as ModelServerStation).letIn(model, takenHold);
    }
    this.#isLettingIn = false;
  }
}
