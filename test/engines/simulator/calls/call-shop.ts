import { compile } from '../../../../widgets/engines/simulator/compile.ts';
import type { Model } from '../../../../widgets/engines/simulator/model.ts';
import type { Scenario } from '../../../../widgets/engines/simulator/scenario.ts';
import { accept } from '../accept.ts';

export const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
export const exponential = (meanSeconds: number) => ({ distribution: 'exponential', meanSeconds });
export const at = (...timesSeconds: number[]) => ({ process: 'trace', timesSeconds });

interface Shop {
  readonly arrivals: object;
  readonly proxy: object;
  readonly server: object;
  readonly run?: object;
  readonly more?: readonly object[];
  readonly links?: readonly object[];
}

/** Users, a proxy and the model server that it calls. */
export function shop({ arrivals, proxy, server, run = {}, more = [], links = [] }: Shop): Scenario {
  return accept({
    components: [
      { id: 'users', kind: 'traffic', arrivals, to: 'proxy' },
      { id: 'proxy', kind: 'proxy', to: 'model', ...proxy },
      { id: 'model', kind: 'modelServer', ...server },
      ...more,
    ],
    links,
    run: { seed: 1, durationSeconds: 100, replications: 1, ...run },
  });
}

export function runModel(scenario: Scenario, seed = scenario.run.seed): Model {
  const model = compile(scenario, seed, 0, {});
  while (!model.advance(100_000));
  return model;
}

/** Slots of requests and attempts that are in use. */
export function liveSlots({ requests }: Model): number {
  return requests.isLive.subarray(0, requests.used).reduce((sum, isLive) => sum + isLive, 0);
}
