import { choiceParameter, integerParameter, numberParameter } from '../parameter.ts';
import { linkPresets } from './link-presets.ts';

export const roundTripSeconds = numberParameter({
  label: 'Round trip',
  unit: 'seconds',
  minimum: 0,
  maximum: 3600,
  default: 0.03,
  meaning: 'Time there and back between two places; each direction takes half of it.',
  source: 'Presets with their sources: network/link-presets.ts.',
});

export const usdPerGb = numberParameter({
  label: 'Price of the link',
  unit: 'USD/GB',
  minimum: 0,
  maximum: 1000,
  default: 0,
  meaning: 'Price of the bytes that cross from the first place to the second or back; nothing when left out.',
  source: 'Amazon EC2 pricing, data transfer: 0.09 USD per GB out of a cloud.',
});

const names = linkPresets.map(({ name }) => name);

export const preset = choiceParameter({
  label: 'Kind of network',
  choices: names as unknown as readonly [(typeof names)[number], ...(typeof names)[number][]],
  default: 'fixedBroadband',
  meaning: 'The round trip of a kind of network, where none is given.',
  source: 'Dated measurements and assumptions: network/link-presets.ts.',
});

export const kilometres = numberParameter({
  label: 'Distance',
  unit: 'km',
  minimum: 0,
  maximum: 400_000,
  default: 0,
  meaning: 'Length of fibre between the places: 4.9 µs per kilometre and direction on top of the round trip.',
  source: 'Corning SMF-28, index of refraction 1.468: 4.9 µs per km.',
});

export const roundTripCv = numberParameter({
  label: 'Spread of the round trip',
  unit: '',
  minimum: 0,
  maximum: 20,
  default: 0,
  meaning:
    'Standard deviation of the round trip divided by its mean: 0 makes all alike, otherwise they are lognormal. The distance does not vary.',
  source: 'Assumption: round trips have a long right tail.',
});

const bitsPerSecond = {
  unit: 'bit/s',
  minimum: 1,
  maximum: 1e15,
  default: null,
} as const;

export const upBitsPerSecond = numberParameter({
  ...bitsPerSecond,
  label: 'Bandwidth up',
  meaning: 'Bits per second from the first place to the second. Left out: sending takes no time.',
  source: 'Serialisation delay: 8 × bytes / bandwidth.',
});

export const downBitsPerSecond = numberParameter({
  ...bitsPerSecond,
  label: 'Bandwidth down',
  meaning: 'Bits per second from the second place to the first. Left out: sending takes no time.',
  source: 'Serialisation delay: 8 × bytes / bandwidth.',
});

export const sharing = choiceParameter({
  label: 'Sharing',
  choices: ['processorSharing', 'fifo', 'none'],
  default: 'processorSharing',
  meaning:
    'What messages on the way at the same time do: share the bandwidth equally, as TCP flows; go one after another; or not meet, because each sender has a line of its own.',
  source: 'Massoulié and Roberts 2000, Bandwidth sharing and admission control: flows as processor sharing.',
});

export const handshake = choiceParameter({
  label: 'Handshake',
  choices: ['none', 'tcp', 'tls13', 'tls12', 'quic'],
  default: 'none',
  meaning: 'Round trips of a new connection before the request: TCP 1, TLS 1.3 over TCP 2, TLS 1.2 over TCP 3, QUIC 1.',
  source: 'RFC 9293 (TCP), RFC 8446 (TLS 1.3), RFC 5246 (TLS 1.2), RFC 9000 (QUIC).',
});

export const reuseShare = numberParameter({
  label: 'Connections reused',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: 0,
  meaning: 'Share of requests that find an open connection and need no handshake.',
  source: 'RFC 9112, section 9.3: persistent connections.',
});

export const lossProbability = numberParameter({
  label: 'Loss',
  unit: '',
  minimum: 0,
  maximum: 0.9,
  default: 0,
  meaning: 'Probability that a message is lost on one crossing; it is sent again after a timeout.',
  source: 'RFC 6298.',
});

export const retransmitSeconds = numberParameter({
  label: 'Retransmission timeout',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 60,
  default: 1,
  meaning: 'Time until a lost message is sent again; it doubles with every further loss.',
  source: 'RFC 6298, sections 2 and 5.5: 1 s at first, doubled each time.',
});

export const retransmissions = integerParameter({
  label: 'Retransmissions',
  unit: 'times',
  minimum: 0,
  maximum: 15,
  default: 6,
  meaning: 'How often a lost message is sent again before its request fails.',
  source: 'Linux, Documentation/networking/ip-sysctl: tcp_syn_retries 6.',
});
