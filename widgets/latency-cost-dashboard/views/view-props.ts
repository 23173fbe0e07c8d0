import type { SimulatorClient } from '../../engines/simulator/client.ts';
import type { Provenance } from '../../kit/provenance.ts';
import type { ViewRun } from './view-run.ts';

/** What every view is given. */
export interface ViewProps {
  readonly runs: readonly ViewRun[];
  /** What 95 in 100 are to be done within. */
  readonly limitSeconds: number;
  /** Of the runs and what they were run with. */
  readonly provenance: readonly Provenance[];
  /** For a view that has to run more. */
  readonly client: Pick<SimulatorClient, 'run'>;
  /** Says aloud what has come of it. */
  readonly announce: (text: string) => void;
}
