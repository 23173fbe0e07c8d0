import type { Scenario } from '../../engines/simulator/scenario.ts';
import type { Provenance } from '../../kit/provenance.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';

/** Of what was timed on this device at the time of the curve; `runs` calls stand behind it. */
export function measuredProvenance({ device, browser, measuredAt }: ServiceCurve, runs: number): Provenance {
  return { kind: 'measured', device: `${device}, ${browser}`, runs, date: measuredAt };
}

/** Of what the simulator said: one replication, the one whose arrivals the run has. */
export function simulatedProvenance({ run }: Scenario): Provenance {
  return { kind: 'simulated', seed: run.seed, replications: 1, durationSeconds: run.durationSeconds };
}
