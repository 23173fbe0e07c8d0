import type { MeasuredSubject } from '../../../../widgets/engines/inference/messages.ts';
import { costAt, meanOverhead, withCost } from '../../../../widgets/engines/simulator/reality/overhead.ts';
import { curveSeconds } from '../../../../widgets/engines/simulator/service/measured.ts';
import type { Alarm } from '../../reality/alarm.ts';
import type { ModelThread } from '../../reality/model-thread.ts';
import { measureOverhead } from '../../reality/overhead.ts';
import { compareWithReality, type RealComparison } from '../../reality/real-comparison.ts';
import { runInProcess } from '../../reality/run-in-process.ts';
import { type FidelityCase, nameOf, scenarioOfCase } from './scenarios.ts';

/** What a case says. */
export interface CaseResult extends RealComparison, FidelityCase {
  readonly name: string;
  /** What a call of one request takes from a server that never rests, its message included, in seconds. */
  readonly requestSeconds: number;
  /** How often it was run; of several the one with the least contention is kept. */
  readonly tries: number;
}

type TriedCase = Omit<CaseResult, 'tries'>;

/** A model in its thread, with its curve over batches of requests. */
export interface MeasuredModel {
  readonly thread: ModelThread;
  readonly measured: MeasuredSubject;
}

export interface CaseSetting {
  readonly alarm: Alarm;
  readonly seed: number;
  readonly secondsPerRun: number;
  readonly replications: number;
  /** Runs of a case at most, while the contention light is on. */
  readonly tries: number;
}

/** Time given to the calls before each run; three rounds of them take what they need beyond. */
const CALIBRATION_SECONDS = 0.8;

/** Finds what the server can do at most, then measures, predicts, runs for real, and compares. */
async function tryCase(one: FidelityCase, measuredModel: MeasuredModel, setting: CaseSetting): Promise<TriedCase> {
  const { alarm, seed, secondsPerRun, replications } = setting;
  const { thread, measured } = measuredModel;
  const { curve } = measured;
  const sizes = one.isBatched ? [1, 2, 4] : [1];
  const calibrate = () => measureOverhead(thread, alarm, curve, { sizes, seconds: CALIBRATION_SECONDS });
  const overheads = [await calibrate(), await calibrate()];
  const overhead = meanOverhead(overheads);
  const served = withCost(curve, costAt(overhead, 1));
  // With stalls, a call takes longer in the mean than in the middle.
  const stalls = overhead.spread.reduce((sum, relative) => sum + relative, 0) / overhead.spread.length;
  const secondsOf = (size: number) => stalls * curveSeconds(served, size);
  const scenario = scenarioOfCase(one, curve.model, secondsOf, { seed, durationSeconds: secondsPerRun });
  const comparison = await compareWithReality({
    scenario,
    replications,
    measured,
    overheads,
    calibrate,
    run: (plan) => runInProcess(plan, thread, alarm),
  });
  return { name: nameOf(one), ...one, requestSeconds: secondsOf(1), ...comparison };
}

const LIGHTS: readonly CaseResult['light'][] = ['free', 'shared', 'busy'];

/** True for a try with less contention, by the light and then by the others' share. */
function isQuieter(one: TriedCase, other: TriedCase): boolean {
  const step = LIGHTS.indexOf(one.light) - LIGHTS.indexOf(other.light);
  return step < 0 || (step === 0 && one.contentionShare < other.contentionShare);
}

/** A case on a machine that others use: run again while the light is on. Which try is kept depends on the others, never on the error. */
export async function runCase(one: FidelityCase, served: MeasuredModel, setting: CaseSetting): Promise<CaseResult> {
  let best = await tryCase(one, served, setting);
  let tries = 1;
  for (; best.light !== 'free' && tries < setting.tries; tries++) {
    const again = await tryCase(one, served, setting);
    if (isQuieter(again, best)) best = again;
  }
  return { ...best, tries };
}
