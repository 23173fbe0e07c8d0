import fc from 'fast-check';

type Loose = Record<string, unknown>;

/** What goes down within ten seconds, and what its messages do meanwhile. */
const outages = fc.record({
  outages: fc.constantFrom<Loose>(
    { law: 'scheduled', atSeconds: 2, durationSeconds: 1.5 },
    { law: 'deterministic', upSeconds: 0.7, downSeconds: 0.2 },
    { law: 'exponential', mtbfSeconds: 2, mttrSeconds: 0.5 },
  ),
  whileDown: fc.record({
    messages: fc.constantFrom('fail', 'wait', 'store'),
    failAfterSeconds: fc.constantFrom(0.001, 0.5),
    storeCapacity: fc.constantFrom(1, 3, 1000),
    whenFull: fc.constantFrom('dropNewest', 'dropOldest'),
    syncBatch: fc.constantFrom(1, 5, 100),
  }),
});
const bandwidth = fc.record(
  { upBitsPerSecond: fc.constantFrom(2e3, 2e4, 1e6), downBitsPerSecond: fc.constantFrom(2e3, 1e6) },
  { requiredKeys: [] },
);
const loss = fc.record({
  lossProbability: fc.constantFrom(0.1, 0.9),
  retransmitSeconds: fc.constantFrom(0.001, 0.3),
  retransmissions: fc.nat(2),
});
const rest = fc.record(
  {
    roundTripCv: fc.constantFrom(0, 1),
    kilometres: fc.constantFrom(0, 5000),
    handshake: fc.constantFrom('none', 'tcp', 'tls13', 'tls12', 'quic'),
    sharing: fc.constantFrom('fifo', 'processorSharing', 'none'),
    reuseShare: fc.constantFrom(0, 0.5, 1),
  },
  { requiredKeys: [] },
);
const orNothing = (keys: fc.Arbitrary<Loose>) => fc.oneof(fc.constant<Loose>({}), keys);

/** What a link may have beside its round trip: nothing in one of two, otherwise anything that does not contradict itself. */
export const anyFurtherLinkKeys: fc.Arbitrary<Loose> = fc.oneof(
  fc.constant<Loose>({}),
  fc.tuple(orNothing(outages), orNothing(bandwidth), orNothing(loss), orNothing(rest)).map((groups) => {
    const link: Loose = Object.assign({}, ...groups) as Loose;
    const hasBandwidth = link['upBitsPerSecond'] !== undefined || link['downBitsPerSecond'] !== undefined;
    if (!hasBandwidth || (link['whileDown'] as Loose | undefined)?.['messages'] === 'store') delete link['sharing'];
    if ((link['handshake'] ?? 'none') === 'none') delete link['reuseShare'];
    return link;
  }),
);
