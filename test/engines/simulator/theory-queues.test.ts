import { describe, expect, test } from 'vitest';
import {
  allenCunneenMeanWaitingSeconds,
  bulkService,
  erlangB,
  erlangC,
  gammaM1,
  gim1,
  kingmanMeanWaitingSeconds,
  machineRepair,
  md1WaitingProbability,
  md1WaitingQuantile,
  mg1MeanWaitingSeconds,
  mm1k,
  mmc,
  mmcWithQueueTimeout,
  priorityMeanWaitingSeconds,
  processorSharingMeanSojournSeconds,
  processorSharingSojournGiven,
} from '../../../widgets/engines/simulator/theory/index.ts';

// Printed values were worked out apart from this code, by a script of its own, to the digits given here.
describe('several servers', () => {
  test('erlangB and erlangC hold for very many servers', () => {
    expect(erlangB(10, 8)).toBeCloseTo(0.121661, 6);
    expect(erlangB(1000, 0)).toBe(0);
    // In heavy traffic B is close to √(2 / (π a)) for a servers (Jagerman 1974: corrections of the order of 1/a).
    expect(erlangB(100_000, 100_000) / Math.sqrt(2 / (Math.PI * 100_000))).toBeCloseTo(1, 2);
    expect(erlangC(10_000, 9900)).toBeGreaterThan(erlangC(10_000, 9800));
    expect(erlangC(10_000, 9900)).toBeLessThan(1);
  });

  test('mmc gives the distribution of the wait and of the sojourn', () => {
    const theory = mmc(8, 1, 10);
    expect(theory.meanWaitingSeconds).toBeCloseTo(0.20459, 6);
    expect(theory.waitingQuantile(0.95)).toBeCloseTo(1.051066, 6);
    expect(theory.waitingQuantile(0.99)).toBeCloseTo(1.855785, 6);
    expect(theory.waitingProbability(theory.waitingQuantile(0.99))).toBeCloseTo(0.99, 12);
    // The mean is the integral of the tail.
    let integral = 0;
    for (let i = 0; i < 400_000; i++) integral += (1 - theory.sojournProbability((i + 0.5) * 1e-4)) * 1e-4;
    expect(integral).toBeCloseTo(theory.meanSojournSeconds, 6);
  });

  test('mmc gives the exponential sojourn of M/M/1, also where the two rates of the general formula meet', () => {
    expect(mmc(0.8, 1, 1).sojournProbability(5)).toBeCloseTo(1 - Math.exp(-1), 12);
    // c μ − λ = μ for two servers at λ = μ.
    expect(mmc(1, 1, 2).sojournProbability(2)).toBeCloseTo(mmc(1 + 1e-6, 1, 2).sojournProbability(2), 5);
  });

  test('mm1k gives the printed loss and sojourn at 1.2 times the capacity', () => {
    // 0.1925865: printed rounded up, half a unit of the sixth digit away.
    expect(Math.abs(mm1k(1.2, 1, 10).lossProbability - 0.192587)).toBeLessThan(6e-7);
    expect(mm1k(1.2, 1, 10).meanSojournSeconds).toBeCloseTo(6.926138, 6);
  });
});

describe('one server', () => {
  test('gammaM1 gives the printed root and sojourn of E4/M/1, and M/M/1 at a coefficient of variation of 1', () => {
    expect(gammaM1(0.8, 1, 0.5).waitProbability).toBeCloseTo(0.693945, 6);
    expect(gammaM1(0.8, 1, 0.5).meanSojournSeconds).toBeCloseTo(3.267384, 6);
    expect(gammaM1(0.8, 1, 1).meanWaitingSeconds).toBeCloseTo(4, 10);
    expect(gammaM1(1, 1, 0.5).meanWaitingSeconds).toBe(Infinity);
  });

  test('gim1 solves D/M/1 at loads from a hundredth to 99.9 %', () => {
    for (const load of [0.01, 0.5, 0.9, 0.999]) {
      const { waitProbability: root } = gim1(load, 1, (s) => Math.exp(-s / load));
      expect(Math.exp(-(1 - root) / load)).toBeCloseTo(root, 12);
      expect(root).toBeLessThan(1);
    }
    expect(gammaM1(0.8, 1, 0).waitProbability).toBeCloseTo(0.62863, 5);
  });

  test('md1WaitingProbability stays a distribution where the textbook series has lost every digit', () => {
    let before = 0;
    for (let t = 0; t <= 400; t += 5) {
      const probability = md1WaitingProbability(0.95, 1, t);
      expect(probability).toBeGreaterThanOrEqual(before);
      expect(probability).toBeLessThanOrEqual(1 + 1e-12);
      before = probability;
    }
    expect(md1WaitingQuantile(0.8, 1, 0.845375)).toBeCloseTo(4, 4);
    // Far out the tail falls as e^(−θt) with λ (e^θ − 1) = θ; at 0.95 θ = 0.10174 and one service time multiplies it by e^(−θ).
    const tail = (t: number) => 1 - md1WaitingProbability(0.95, 1, t);
    expect(tail(81) / tail(80)).toBeCloseTo(Math.exp(-0.10174), 4);
  });

  test('processor sharing takes 5 service times at 80 % for every law, and each request in proportion', () => {
    expect(processorSharingMeanSojournSeconds(0.8, 1)).toBeCloseTo(5, 12);
    expect(processorSharingMeanSojournSeconds(8, 1, 10)).toBeCloseTo(1.20459, 6);
    expect(processorSharingSojournGiven(3, 0.8, 1)).toBeCloseTo(15, 12);
  });

  test('priorityMeanWaitingSeconds leaves the mean over all classes as it is without priorities', () => {
    const classes = [0.2, 0.25, 0.35].map((arrivalRatePerSecond) => ({
      arrivalRatePerSecond,
      meanServiceSeconds: 1,
      serviceCv: 1,
    }));
    const waits = priorityMeanWaitingSeconds(classes);
    expect(waits[0]).toBeLessThan(waits[1]!);
    // Kleinrock's conservation law for equal service laws.
    const mean = waits.reduce((sum, wait, k) => sum + (wait * classes[k]!.arrivalRatePerSecond) / 0.8, 0);
    expect(mean).toBeCloseTo(4, 12);
    expect(priorityMeanWaitingSeconds([{ arrivalRatePerSecond: 2, meanServiceSeconds: 1, serviceCv: 0 }])).toEqual([
      Infinity,
    ]);
  });

  test('kingman and allenCunneen are close to the exact E4/M/1 and exact for M/G/1', () => {
    expect(kingmanMeanWaitingSeconds(0.8, 1, 0.5, 1)).toBeCloseTo(2.5, 12);
    expect(gammaM1(0.8, 1, 0.5).meanWaitingSeconds).toBeCloseTo(2.267384, 6);
    expect(kingmanMeanWaitingSeconds(0.8, 1, 1, 2)).toBeCloseTo(mg1MeanWaitingSeconds(0.8, 1, 2), 12);
    expect(allenCunneenMeanWaitingSeconds(8, 1, 10, 1, 0)).toBeCloseTo(0.102295, 6);
  });
});

describe('timeouts, batches and closed loops', () => {
  test('mmcWithQueueTimeout is Erlang B without patience and M/M/c with endless patience', () => {
    expect(mmcWithQueueTimeout(8, 1, 10, 0).lossProbability).toBeCloseTo(erlangB(10, 8), 12);
    const patient = mmcWithQueueTimeout(8, 1, 10, 1000);
    expect(patient.waitProbability).toBeCloseTo(erlangC(10, 8), 10);
    expect(patient.meanWaitingSeconds).toBeCloseTo(0.20459, 6);
  });

  test('mmcWithQueueTimeout is continuous through full load and conserves the work', () => {
    // At λ = μ: weights 1, λτ and λ/μ for idle, served after a wait and lost: the loss is 1/(2 + τ).
    expect(mmcWithQueueTimeout(1, 1, 1, 2).lossProbability).toBeCloseTo(1 / 4, 12);
    expect(mmcWithQueueTimeout(1 + 1e-9, 1, 1, 2).meanWaitingSeconds).toBeCloseTo(2 / 3, 8);
    const overloaded = mmcWithQueueTimeout(3, 1, 2, 1);
    expect(overloaded.utilisation).toBeCloseTo((3 * (1 - overloaded.lossProbability)) / 2, 12);
    expect(overloaded.utilisation).toBeLessThan(1);
  });

  test('bulkService gives the printed time without batching and the printed capacity', () => {
    expect(bulkService(80, 1, () => 0.011).meanSojournSeconds).toBeCloseTo(0.051333, 6);
    expect(8 / (0.01 + 0.001 * 8)).toBeCloseTo(444.4, 1);
  });

  test('machineRepair obeys the response-time law, and is Erlang’s loss for as many servers as clients', () => {
    const theory = machineRepair(10, 5, 1);
    expect(10).toBeCloseTo(theory.throughputPerSecond * (theory.meanSojournSeconds + 5), 10);
    expect(machineRepair(7, 2, 1, 7).meanSojournSeconds).toBeCloseTo(1, 12);
    expect(machineRepair(10_000, 5, 1).throughputPerSecond).toBeCloseTo(1, 12);
    expect(machineRepair(1, 4, 1).utilisation).toBeCloseTo(0.2, 12);
  });
});
