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
  Calls:
    'Retries, budgets, copies of slow calls and what they do to an overloaded system, against closed forms and published findings.',
  Streams:
    'Consumer groups, commits, event time, checkpoints and micro-batches, against the rules of the products and the arithmetic of their times.',
  Functions: 'Function instances, cold starts and spill-over, against closed forms and deterministic ramps.',
  'Language models': 'Steps of continuous batching, against hand-worked steps and limits of throughput and memory.',
  Caching:
    'Hit ratios, ages and load behind caches, and rows of a feature store, against closed forms and traces worked out by hand.',
  'Breakers and limits':
    'What holds requests and calls back: states and times against the rules of the products, losses and waits against queueing theory.',
  'Progressive delivery':
    'Canaries, switches, mirrors and rolling updates, against the rules of the products, random splitting and queueing theory.',
  'Cost and carbon':
    'What a run costs and emits: bills worked out by hand, break-even points, and work moved to cleaner hours.',
  'Failures and error budgets':
    'What is up, what is answered and when an alert goes on, against the arithmetic of availability and hand-worked windows.',
  'Edge and network':
    'Links with bandwidth, loss and outages, devices, split and hybrid models and updates of fleets, against queueing theory, arithmetic and traces.',
} as const;
export type Group = keyof typeof groups;
