import { batchJob } from './batch-job.ts';
import { dataset } from './dataset.ts';
import { eventStream } from './event-stream.ts';
import { functions } from './functions.ts';
import { gateway } from './gateway.ts';
import { llmServer } from './llm-server.ts';
import { loadBalancer } from './load-balancer.ts';
import { modelServer } from './model-server.ts';
import { partitionedLog } from './partitioned-log.ts';
import { streamProcessor } from './stream-processor.ts';
import { traffic } from './traffic.ts';

/** Every component kind, in the order of a palette. */
export const componentKinds = [
  traffic,
  eventStream,
  dataset,
  gateway,
  loadBalancer,
  modelServer,
  llmServer,
  functions,
  batchJob,
  partitionedLog,
  streamProcessor,
] as const;
