import type { WorkerScope } from './worker-scope.ts';

/** The site that the service worker stands in front of. */
export class Site {
  readonly scope: WorkerScope;
  /** Address of the site's folder, with a slash at its end. */
  readonly url: string;
  /** Files that are being fetched in advance, by path: who asks for one meanwhile waits, so that nothing is fetched twice. */
  readonly underWay = new Map<string, Promise<void>>();
  /** True from a request that the network did not answer in time until it answers one. */
  isNetworkSilent = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(scope: WorkerScope) {
    this.scope = scope;
    this.url = scope.registration.scope;
  }

  /** True where the learner asked the browser to spare data: then nothing is fetched that has not come already. */
  get isSavingData(): boolean {
    return this.scope.navigator.connection?.saveData ?? false;
  }

  /** One piece of keeping after the other: each reads the list of kept pages and writes it. */
  inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}
