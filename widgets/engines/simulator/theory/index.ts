export {
  atLeast,
  availability,
  type CommonCauses,
  downMinutesPer30Days,
  independentUp,
  kOfNAvailability,
  nines,
  parallelAvailability,
  seriesAvailability,
  unitsUp,
} from './availability.ts';
export { type CatastropheTheory, mm1WithCatastrophes } from './catastrophes.ts';
export { budgetSpent, burnDetectionSeconds, burnResetSeconds } from './burn-rate.ts';
export {
  acceleratorBreakEvenUtilisation,
  type BreakEven,
  breakEvenRate,
  fleetUsdPerHour,
  functionUsdPerRequest,
  type MachineOffer,
  reservationBreakEvenShare,
  usdPerPrediction,
} from './break-even.ts';
export { cleanestHours, cleanestStretch, type ShiftedWork } from './carbon-shifting.ts';
export { energyAnchors, gramsOfJoules, wattsAt } from './energy.ts';
export {
  backedUpWave,
  bestChunkCount,
  checkpointedSeconds,
  dalyInterval,
  equalChunksMakespan,
  type Interrupted,
  listScheduleBounds,
  missingShare,
  predictionAge,
  stragglerWave,
  uncheckpointedSeconds,
  waves,
  youngInterval,
} from './batch.ts';
export { type BulkServiceTheory, bulkService } from './bulk-service.ts';
export {
  type CoalescedShares,
  coalescedShares,
  coldRestartFactor,
  lruHitRatio,
  lruHitRatioOfClasses,
  materialisedAgeSeconds,
  outdatedShare,
  type PopularityClasses,
  renewedTtlHitRatio,
  renewedTtlHitRatioOfClasses,
  ttlHitRatio,
  zipfClasses,
  zipfShares,
} from './caching.ts';
export { type ClosedLoopTheory, forcedFlow, machineRepair, responseTimeLaw, throughputBound } from './closed-loop.ts';
export {
  detectionPower,
  promotionSeconds,
  requestsPerArm,
  rollbackSeconds,
  rollingUpdateReplicas,
} from './delivery.ts';
export { erlangB, erlangC, type MmcTheory, mmc } from './erlang.ts';
export { gammaM1, gammaTransform, type Gim1Theory, gim1 } from './gim1.ts';
export {
  ejectionSeconds,
  mm1MeanSquareWait,
  type ShedClass,
  shedShares,
  throttledCallsPerSecond,
  tokenBucketMost,
} from './guards.ts';
export { hedgedQuantile, hedgedShare, leafQuantile, type ShiftedExponential, slowShare } from './hedging.ts';
export { type ImpatienceTheory, mmcWithQueueTimeout } from './impatience.ts';
export { allenCunneenMeanWaitingSeconds, kingmanMeanWaitingSeconds } from './kingman.ts';
export { meanNumberInSystem, utilisation } from './littles-law.ts';
export { md1MeanWaitingSeconds, md1WaitingProbability, md1WaitingQuantile, mg1MeanWaitingSeconds } from './mg1.ts';
export { type Mm1kTheory, mm1k } from './mm1k.ts';
export { type Mmpp, mmpp2Dispersion, mmppM1, type MmppM1Theory, mmppMeanRate } from './mmpp.ts';
export {
  betaProbability,
  breakEvenRoundTripSeconds,
  calibratedEscalation,
  geometricRollout,
  hybrid,
  type HybridTheory,
  type Retransmission,
  retransmission,
  storeAndForward,
  type StoreAndForwardTheory,
  transferSeconds,
} from './network.ts';
export { normalDensity, normalProbability } from './normal.ts';
export { overflow, type OverflowTheory } from './overflow.ts';
export { type PriorityClass, priorityMeanWaitingSeconds } from './priority.ts';
export { processorSharingMeanSojournSeconds, processorSharingSojournGiven } from './processor-sharing.ts';
export { attemptsPerRequest, budgetedAttempts, layeredAttempts, staysOverloaded } from './retries.ts';
export { shorterOfTwoMeanSojourn } from './shortest-queue.ts';
export { amdahlSpeedUp, universalSpeedUp, universalSpeedUpPeak } from './speed-up.ts';
export { halfinWhittWaitProbability, squareRootStaffing } from './staffing.ts';
export { bestSplit, splitSeconds, type SplitLayer, type SplitLink } from './split.ts';
export {
  backlogAfterFailure,
  drainSeconds,
  type EventTimeStream,
  firedBy,
  lagAfterOutage,
  lateShare,
  longestBatchOverhead,
  meanFiringDelay,
  microBatchSojourn,
} from './streaming.ts';
export { studentT975 } from './student-t.ts';
export { supermarketMeanSojourn, supermarketTail } from './supermarket.ts';
export { peakLagSeconds, sinusoidalInfiniteServer } from './varying-load.ts';
