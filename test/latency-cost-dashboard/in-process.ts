// The simulator as the dashboard calls it, in this process: the pool and the fold are the client's own, the runner is the command line's.
import { here } from '../../src/tools/simulate/threads.ts';
import type { RunOptions, SimulatorClient } from '../../widgets/engines/simulator/client.ts';
import { ReplicationFold, resultAlone } from '../../widgets/engines/simulator/parallel/fold-replications.ts';
import { ReplicationPool } from '../../widgets/engines/simulator/parallel/replication-pool.ts';
import type { Scenario } from '../../widgets/engines/simulator/scenario.ts';

const pool = new ReplicationPool(here, 1);

export const inProcess: Pick<SimulatorClient, 'run'> = {
  async run(scenario: Scenario, options: RunOptions = {}) {
    const { seed, replications: count } = { ...scenario.run, ...options };
    const fold = new ReplicationFold(scenario, seed);
    const replications = Array.from({ length: count }, (_, index) => index);
    await pool.run(
      { scenario, seed, curves: options.curves ?? {}, replications },
      {
        onFinished: (finished) => {
          options.onReplication?.(finished.part.replication, resultAlone(scenario, seed, finished));
          fold.add(finished);
        },
        signal: options.signal,
      },
    );
    return fold.result();
  },
};
