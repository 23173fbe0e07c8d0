import { judgeObjectives } from '../../engines/simulator/objectives.ts';
import type { SimulationResult } from '../../engines/simulator/result.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';

/** Whether a run keeps the claim of its scenario, in words; undefined for a scenario that claims nothing. */
export function describeClaim({ claimHolds }: Scenario, result: SimulationResult): string | undefined {
  if (claimHolds.length === 0) return undefined;
  const broken = judgeObjectives(claimHolds, result).filter(({ met }) => !met);
  if (broken.length === 0) return 'This run keeps it.';
  return `This run does not keep it: ${broken.map(({ metric }) => metric).join(', ')} ${broken.length === 1 ? 'is' : 'are'} outside the claim.`;
}
