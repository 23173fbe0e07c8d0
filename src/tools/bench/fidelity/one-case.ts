import { curveSeconds } from '../../../../widgets/engines/simulator/service/measured.ts';
import type { Alarm } from '../../reality/alarm.ts';
import type { ModelThread } from '../../reality/model-thread.ts';
import { measureOverhead } from '../../reality/overhead.ts';
import { compareWithReality, type RealComparison } from '../../reality/real-comparison.ts';
import { runInProcess } from '../../reality/run-in-process.ts';
import { type FidelityCase, LARGEST_BATCH, nameOf, scenarioOfCase } from './scenarios.ts';

/** What a case says. */
export interface CaseResult extends RealComparison {
  readonly name: string;
  readonly model: string;
  readonly requestSeconds: number;
  /** How often it was run; of several the one with the least contention is kept. */
  readonly tries: number;
}

export interface CaseSetting {
  readonly alarm: Alarm;
  readonly seed: number;
  readonly secondsPerRun: number;
  readonly replications: number;
  /** Runs of a case at most, while the contention light is on. */
  readonly tries: number;
}

/** Time given to the timed blocks of the curve, in seconds: the harness takes what it needs beyond. */
const CALIBRATION_SECONDS = 1;

/** Measures the curve and the messages, predicts, runs for real, and compares. */
async function tryCase(
  one: FidelityCase,
  thread: ModelThread,
  setting: CaseSetting,
): Promise<Omit<CaseResult, 'tries'>> {
  const { alarm, seed, secondsPerRun, replications } = setting;
  const measured = await thread.measure(one.isBatched ? [1, 2, 4, LARGEST_BATCH] : [1], CALIBRATION_SECONDS);
  const overhead = await measureOverhead(thread, alarm);
  const { curve } = measured;
  const secondsOf = (size: number) => curveSeconds(curve, size);
  const scenario = scenarioOfCase(one, curve.model, secondsOf, { seed, durationSeconds: secondsPerRun });
  const comparison = await compareWithReality({
    scenario,
    replications,
    measured,
    overhead,
    run: (plan) => runInProcess(plan, thread, alarm),
  });
  return { name: nameOf(one), model: one.model, requestSeconds: secondsOf(1), ...comparison };
}

/** A case on a machine that others use: run again while the light is on. Which try is kept depends on the others, never on the error. */
export async function runCase(one: FidelityCase, thread: ModelThread, setting: CaseSetting): Promise<CaseResult> {
  let best = await tryCase(one, thread, setting);
  let tries = 1;
  for (; best.light !== 'free' && tries < setting.tries; tries++) {
    const again = await tryCase(one, thread, setting);
    if (again.contentionShare < best.contentionShare) best = again;
  }
  return { ...best, tries };
}
