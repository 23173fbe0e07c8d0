import type { ValidationCase } from './case.ts';
import { autoscalingCases } from './cases/autoscaling.ts';
import { arrivalCases } from './cases/arrivals.ts';
import { balancingCases } from './cases/balancing.ts';
import { batchAndStreamingCases } from './cases/batch-and-streaming.ts';
import { batchingCases } from './cases/batching.ts';
import { closedLoopCases } from './cases/closed-loop.ts';
import { disciplineCases } from './cases/disciplines.ts';
import { doorCases } from './cases/doors.ts';
import { spillOverCases } from './cases/functions-spill-over.ts';
import { functionsTraceCases } from './cases/functions-traces.ts';
import { functionsCases } from './cases/functions.ts';
import { llmLoadCases } from './cases/llm-load.ts';
import { llmStepCases } from './cases/llm-steps.ts';
import { modelVariantCases } from './cases/model-variants.ts';
import { queueCases } from './cases/queues.ts';
import { requestByRequestCases } from './cases/request-by-request.ts';
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
  ...modelVariantCases,
  ...autoscalingCases,
  ...batchAndStreamingCases,
  ...functionsTraceCases,
  ...functionsCases,
  ...spillOverCases,
];
