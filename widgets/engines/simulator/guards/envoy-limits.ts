import * as z from '../../../kit/zod.ts';
import { choiceParameter, integerParameter } from '../parameter.ts';
import { defineCallLimit } from './call-limit.ts';

const PROTO = 'Envoy, api/envoy/config/cluster/v3/circuit_breaker.proto';
const DOCS = 'Envoy documentation, Circuit breaking';

const protocol = choiceParameter({
  label: 'Protocol',
  choices: ['http1', 'http2'],
  default: 'http1',
  meaning: 'HTTP/1.1 carries one request on each connection, HTTP/2 all of them on one.',
  source: `${DOCS}: connections and pending requests limit HTTP/1.1, requests limit HTTP/2.`,
});

const maxConnections = integerParameter({
  label: 'Connections',
  unit: 'connections',
  minimum: 1,
  maximum: 1e6,
  default: 1024,
  meaning: 'With HTTP/1.1: requests under way at the same time.',
  source: `${PROTO}: max_connections, default 1024.`,
});

const maxPendingRequests = integerParameter({
  label: 'Pending requests',
  unit: 'requests',
  minimum: 0,
  maximum: 1e6,
  default: 1024,
  meaning: 'With HTTP/1.1: requests that wait for a connection; one more is refused.',
  source: `${PROTO}: max_pending_requests, default 1024.`,
});

const maxRequests = integerParameter({
  label: 'Requests',
  unit: 'requests',
  minimum: 1,
  maximum: 1e6,
  default: 1024,
  meaning: 'Requests under way at the same time; one more is refused.',
  source: `${PROTO}: max_requests, default 1024.`,
});

const parameters = { protocol, maxConnections, maxPendingRequests, maxRequests };

/**
 * Envoy's "circuit breakers", which are limits: they refuse while they are reached, and there is no state to come back from. Its cap on retries (3) is a
 * budget of the retries.
 */
export const envoyLimits = defineCallLimit({
  name: 'envoy',
  label: 'Envoy circuit breaking',
  meaning: 'Caps on connections, pending requests and requests; what is beyond a cap is refused at once.',
  parameters,
  optional: Object.keys(parameters),
  schema: z.strictObject({
    policy: z.literal('envoy'),
    protocol: z._default(protocol.schema, 'http1'),
    maxConnections: z._default(maxConnections.schema, 1024),
    maxPendingRequests: z._default(maxPendingRequests.schema, 1024),
    maxRequests: z._default(maxRequests.schema, 1024),
  }),
  example: { policy: 'envoy' },
  limits({ protocol: wire, maxConnections: connections, maxPendingRequests: pending, maxRequests: requests }) {
    const waitsForConnection = wire === 'http1' && connections <= requests;
    return {
      parallel: wire === 'http1' ? Math.min(connections, requests) : requests,
      waitingPlaces: waitsForConnection ? pending : 0,
      longestWaitSeconds: Infinity,
    };
  },
});
