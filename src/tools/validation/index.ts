import type { ValidationCase } from './case.ts';
import { autoscalingCases } from './cases/autoscaling.ts';
import { arrivalCases } from './cases/arrivals.ts';
import { balancingCases } from './cases/balancing.ts';
import { batchAndStreamingCases } from './cases/batch-and-streaming.ts';
import { batchJobCases } from './cases/batch-jobs.ts';
import { batchingCases } from './cases/batching.ts';
import { burnRateCases } from './cases/burn-rate.ts';
import { cachingTraceCases } from './cases/caching-traces.ts';
import { cachingCases } from './cases/caching.ts';
import { closedLoopCases } from './cases/closed-loop.ts';
import { decodeCurveCases } from './cases/decode-curves.ts';
import { deliveryTraceCases } from './cases/delivery-traces.ts';
import { deliveryCases } from './cases/delivery.ts';
import { disciplineCases } from './cases/disciplines.ts';
import { costCases } from './cases/cost.ts';
import { doorCases } from './cases/doors.ts';
import { spillOverCases } from './cases/functions-spill-over.ts';
import { functionsTraceCases } from './cases/functions-traces.ts';
import { edgeTraceCases } from './cases/edge-traces.ts';
import { edgeCases } from './cases/edge.ts';
import { faultCases } from './cases/faults.ts';
import { functionsCases } from './cases/functions.ts';
import { guardTraceCases } from './cases/guard-traces.ts';
import { guardCases } from './cases/guards.ts';
import { hedgingCases } from './cases/hedging.ts';
import { llmLoadCases } from './cases/llm-load.ts';
import { llmStepCases } from './cases/llm-steps.ts';
import { modelVariantCases } from './cases/model-variants.ts';
import { predictionTableCases } from './cases/prediction-tables.ts';
import { queueCases } from './cases/queues.ts';
import { requestByRequestCases } from './cases/request-by-request.ts';
import { streamJobTraceCases } from './cases/stream-job-traces.ts';
import { streamTraceCases } from './cases/stream-traces.ts';
import { streamCases } from './cases/streams.ts';
import { retryCases } from './cases/retries.ts';
import { retryStormCases } from './cases/retry-storms.ts';
import { tritonTableCases } from './cases/triton-table.ts';
import { varyingRateCases } from './cases/varying-rates.ts';

/** Every case, in the order of the table within its group. */
export const validationCases: readonly ValidationCase[] = [
  ...arrivalCases,
  ...varyingRateCases,
  ...closedLoopCases,
  ...requestByRequestCases,
  ...queueCases,
  ...disciplineCases,
  ...doorCases,
  ...balancingCases,
  ...batchingCases,
  ...tritonTableCases,
  ...llmStepCases,
  ...llmLoadCases,
  ...decodeCurveCases,
  ...modelVariantCases,
  ...autoscalingCases,
  ...batchAndStreamingCases,
  ...batchJobCases,
  ...predictionTableCases,
  ...retryCases,
  ...hedgingCases,
  ...retryStormCases,
  ...streamTraceCases,
  ...streamJobTraceCases,
  ...streamCases,
  ...functionsTraceCases,
  ...functionsCases,
  ...spillOverCases,
  ...cachingTraceCases,
  ...cachingCases,
  ...guardTraceCases,
  ...guardCases,
  ...deliveryTraceCases,
  ...deliveryCases,
  ...edgeTraceCases,
  ...edgeCases,
  ...faultCases,
  ...burnRateCases,
  ...costCases,
];
