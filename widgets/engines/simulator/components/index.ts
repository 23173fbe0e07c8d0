import { batchJob } from './batch-job.ts';
import { cache } from './cache.ts';
import { dataset } from './dataset.ts';
import { device } from './device.ts';
import { eventStream } from './event-stream.ts';
import { featureStore } from './feature-store.ts';
import { functions } from './functions.ts';
import { gateway } from './gateway.ts';
import { llmServer } from './llm-server.ts';
import { loadBalancer } from './load-balancer.ts';
import { modelServer } from './model-server.ts';
import { partitionedLog } from './partitioned-log.ts';
import { proxy } from './proxy.ts';
import { predictionTable } from './prediction-table.ts';
import { router } from './router.ts';
import { shadow } from './shadow.ts';
import { streamProcessor } from './stream-processor.ts';
import { traffic } from './traffic.ts';

/** Every component kind, in the order of a palette. */
export const componentKinds = [
  traffic,
  eventStream,
  dataset,
  gateway,
  loadBalancer,
  router,
  shadow,
  proxy,
  modelServer,
  llmServer,
  functions,
  device,
  batchJob,
  predictionTable,
  cache,
  featureStore,
  partitionedLog,
  streamProcessor,
] as const;
