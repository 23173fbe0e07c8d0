/** The headings of the table, in its order, each with the sentence that says what was compared. */
export const groups = {
  Arrivals:
    'Requests that a source makes, against the mean and variance of its process, and what its bursts do to a queue.',
  Queues: 'Waiting times, losses and busy shares of one station against queueing theory.',
  Balancing: 'Policies that choose a replica, each with its own queue, against queueing theory and hand-worked traces.',
  Batching:
    'Requests served together: every start and end of deterministic traces, the exact law of batches, and a published table.',
  Scaling: 'The replicas that a controller asks for, tick by tick, against the traces that the documentation implies.',
  'Batch and streaming':
    'Jobs, partitions and polls of consumers, against traces worked out by hand and the hashes of Apache Kafka.',
  Functions: 'Function instances, cold starts and spill-over, against closed forms and deterministic ramps.',
  'Language models': 'Steps of continuous batching, against hand-worked steps and limits of throughput and memory.',
} as const;
export type Group = keyof typeof groups;
