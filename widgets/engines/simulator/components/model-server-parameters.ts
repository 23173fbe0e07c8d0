import { booleanParameter, choiceParameter, integerParameter, numberParameter } from '../parameter.ts';

const FORMAT = 'Scenario format.';

export const replicas = integerParameter({
  label: 'Replicas',
  unit: 'replicas',
  minimum: 1,
  maximum: 10_000,
  default: 1,
  meaning:
    'Number of copies of the model server, each on its own machine; with autoscaling, how many there are at the start.',
  source: FORMAT,
});

export const concurrency = integerParameter({
  label: 'Concurrency',
  unit: 'requests',
  minimum: 1,
  maximum: 1000,
  default: 1,
  meaning: 'Calls that one replica serves at the same time, each at full speed.',
  source: FORMAT,
});

export const instancesPerReplica = integerParameter({
  label: 'Instances per replica',
  unit: 'instances',
  minimum: 1,
  maximum: 64,
  default: 1,
  meaning:
    'Copies of the model on one accelerator; each serves calls of its own, and they slow each other by the contention.',
  source: 'Triton Inference Server, model_config.proto: instance_group, count.',
});

export const contention = numberParameter({
  label: 'Contention',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: 0,
  meaning:
    'How much instances at work on one accelerator slow each other: a call that starts while k are at work takes 1 + κ(k − 1) times as long.',
  source:
    'Slipway’s convention: s_k(b) = s(b)(1 + κ(k − 1)), a straight line from no contention (0) to taking turns (1).',
});

export const queueCapacity = integerParameter({
  label: 'Queue capacity',
  unit: 'requests',
  minimum: 0,
  maximum: 1e9,
  default: null,
  meaning:
    'Waiting places, not counting requests in service, of each queue; a request that finds none is rejected. Left out: unbounded.',
  source: FORMAT,
});

export const overflow = choiceParameter({
  label: 'Overflow',
  choices: ['reject', 'block'],
  default: 'reject',
  meaning:
    'What happens to a request that finds no waiting place: it is turned away, or it stands outside until there is one, and holds the server of the model server that sent it.',
  source:
    'Reject: HTTP 503 (RFC 9110) or 429 (RFC 6585). Block: blocking after service, Perros 1994, Queueing Networks with Blocking.',
});

export const discipline = choiceParameter({
  label: 'Discipline',
  choices: ['fifo', 'lifo', 'priority', 'processorSharing'],
  default: 'fifo',
  meaning:
    'Who is served next: who came first; who came last; the best class first (1 is the highest, service is not interrupted); or everybody at once, each with an equal share of the servers.',
  source:
    'Triton model_config.proto: priority 1 is the highest; Maurer, Fail at Scale, ACM Queue 13(8), 2015: last come first served under load.',
});

export const queues = choiceParameter({
  label: 'Queues',
  choices: ['shared', 'perReplica'],
  default: 'shared',
  meaning:
    'One queue for all replicas, or one for each, among which a load balancer, or else turns in order, share the requests out.',
  source: FORMAT,
});

export const queueTimeoutSeconds = numberParameter({
  label: 'Queue timeout',
  unit: 'seconds',
  minimum: 1e-6,
  maximum: 1e6,
  default: null,
  meaning: 'Longest wait for service; what happens then is the queue timeout action. Left out: no limit.',
  source: 'Triton Inference Server, model_config.proto: default_timeout_microseconds, default none.',
});

export const queueTimeoutAction = choiceParameter({
  label: 'Queue timeout action',
  choices: ['reject', 'delay'],
  default: 'reject',
  meaning:
    'What happens to a request that has waited too long: it is timed out, or it waits on behind all others of its class.',
  source: 'Triton Inference Server, model_config.proto: timeout_action REJECT (default) or DELAY.',
});

export const cancelPropagation = booleanParameter({
  label: 'Cancel propagation',
  default: false,
  meaning:
    'Whether work is taken back when the client gives up: out of the queue, or out of service unless it is part of a batch. Otherwise the server finishes it for nobody.',
  source:
    'Triton Inference Server, request_cancellation.md: cancelled by gRPC or the C API only, so HTTP work is finished.',
});
