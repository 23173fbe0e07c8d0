import { type ActorRefFrom, createActor, type SnapshotFrom } from 'xstate';
import type { SimulatorClient } from '../../engines/simulator/client.ts';
import { runSweep } from './run-sweep.ts';
import type { SweepRow } from './sweep-row.ts';
import { createSweepMachine, type StartSweep } from './sweep-machine.ts';

type Machine = ReturnType<typeof createSweepMachine>;

/** Points may end faster than a picture of a thousand cells can be drawn. */
const REDRAW_MS = 200;

/** What ran: it stays while the student looks at other sections, and a sweep goes on meanwhile. */
export class SweepSession {
  readonly #actor: ActorRefFrom<Machine>;
  #snapshot = $state.raw() as SnapshotFrom<Machine>;
  /** What the alternative that ran was called then. */
  ranLabel = $state('');

  constructor(simulator: Pick<SimulatorClient, 'run'>, lanes: number) {
    const start: StartSweep = (plan, send) => {
      const stop = new AbortController();
      const { signal } = stop;
      let latest: readonly SweepRow[] = [];
      const tell = () => send({ type: 'rows', rows: latest });
      const timer = setInterval(tell, REDRAW_MS);
      const onRows = (rows: readonly SweepRow[]) => {
        latest = rows;
      };
      runSweep(plan, { simulator, lanes, signal, onRows }).then(
        () => {
          tell();
          send({ type: 'done' });
        },
        (error: unknown) => {
          if (!signal.aborted) tell();
          if (!signal.aborted) send({ type: 'fail', reason: error instanceof Error ? error.message : String(error) });
        },
      );
      return () => {
        clearInterval(timer);
        stop.abort();
      };
    };
    this.#actor = createActor(createSweepMachine(start));
    this.#actor.subscribe((snapshot) => {
      this.#snapshot = snapshot;
    });
    this.#actor.start();
    this.#snapshot = this.#actor.getSnapshot();
  }

  get step() {
    return this.#snapshot.value;
  }

  get context() {
    return this.#snapshot.context;
  }

  send(event: Parameters<ActorRefFrom<Machine>['send']>[0]): void {
    this.#actor.send(event);
  }
}
