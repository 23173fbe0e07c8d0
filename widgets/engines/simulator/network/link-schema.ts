import * as z from '../../../kit/zod.ts';
import { idSchema } from '../components/component-kind.ts';
import { outageParameters, outagesSchema } from '../faults/laws/schema.ts';
import { type Parameter, placeParameters, type Ranged } from '../parameter.ts';
import * as own from './link-parameters.ts';
import { FIBRE_SECONDS_PER_KILOMETRE, linkPresets } from './link-presets.ts';
import { whileDownParameters, whileDownSchema } from './while-down.ts';

/** A link between two places, with a bandwidth for each direction. */
export const linkSchema = z
  .strictObject({
    from: idSchema,
    to: idSchema,
    /** Left out: that of the preset. */
    roundTripSeconds: z.optional(own.roundTripSeconds.schema),
    usdPerGb: z._default(own.usdPerGb.schema, 0),
    preset: z.optional(own.preset.schema),
    kilometres: z.optional(own.kilometres.schema),
    roundTripCv: z.optional(own.roundTripCv.schema),
    upBitsPerSecond: z.optional(own.upBitsPerSecond.schema),
    downBitsPerSecond: z.optional(own.downBitsPerSecond.schema),
    sharing: z.optional(own.sharing.schema),
    handshake: z.optional(own.handshake.schema),
    reuseShare: z.optional(own.reuseShare.schema),
    lossProbability: z.optional(own.lossProbability.schema),
    retransmitSeconds: z.optional(own.retransmitSeconds.schema),
    retransmissions: z.optional(own.retransmissions.schema),
    /** Left out: it is never down. */
    outages: z.optional(outagesSchema),
    whileDown: z.optional(whileDownSchema),
  })
  .check(
    z.refine((link) => link.roundTripSeconds !== undefined || link.preset !== undefined, {
      message: 'a number of seconds, or a preset | Add "roundTripSeconds" or "preset".',
      path: ['roundTripSeconds'],
    }),
    z.refine((link) => link.reuseShare === undefined || (link.handshake ?? 'none') !== 'none', {
      message: 'a handshake that reuse saves | Add "handshake", for example "tls13", or remove "reuseShare".',
      path: ['reuseShare'],
    }),
    z.refine(
      (link) =>
        link.sharing === undefined || link.upBitsPerSecond !== undefined || link.downBitsPerSecond !== undefined,
      {
        message: 'a bandwidth to share | Add "upBitsPerSecond" or "downBitsPerSecond", or remove "sharing".',
        path: ['sharing'],
      },
    ),
    z.refine((link) => link.whileDown === undefined || link.outages !== undefined, {
      message: 'outages that it is for | Add "outages", or remove "whileDown".',
      path: ['whileDown'],
    }),
    z.refine((link) => link.whileDown?.messages !== 'store' || link.sharing === undefined || link.sharing === 'fifo', {
      message: '"fifo" with a store, from which messages are sent in order | Remove "sharing", or set it to "fifo".',
      path: ['sharing'],
    }),
  );
export type LinkSettings = z.output<typeof linkSchema>;

const { roundTripSeconds: _, usdPerGb: __, ...further } = own;
const whileDown: Readonly<Record<string, Ranged<unknown>>> = Object.fromEntries(
  Object.entries(whileDownParameters).map(([key, ranged]) => [`whileDown.${key}`, ranged]),
);

/** What a link may have beside its round trip and price, for the reference and for forms. */
export const furtherLinkParameters: readonly Parameter[] = [
  ...placeParameters(further, { optional: Object.keys(further) }),
  ...outageParameters('outages', true),
  ...placeParameters(whileDown, { optional: Object.keys(whileDown) }),
];

/** Mean round trip of a link without its distance, in seconds. */
export function baseRoundTrip({ roundTripSeconds, preset }: LinkSettings): number {
  return roundTripSeconds ?? linkPresets.find(({ name }) => name === preset)!.roundTripSeconds;
}

/** Mean round trip of a link with its distance, in seconds. */
export function meanRoundTrip(link: LinkSettings): number {
  return baseRoundTrip(link) + 2 * FIBRE_SECONDS_PER_KILOMETRE * (link.kilometres ?? 0);
}

/** True when nothing but a constant round trip is known of the link: crossing it is one delay each way. */
export function isPlainLink(link: LinkSettings): boolean {
  return (
    !link.roundTripCv &&
    link.upBitsPerSecond === undefined &&
    link.downBitsPerSecond === undefined &&
    (link.handshake ?? 'none') === 'none' &&
    !link.lossProbability &&
    link.outages === undefined
  );
}
