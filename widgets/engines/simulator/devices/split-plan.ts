import * as z from '../../../kit/zod.ts';
import { bestSplit, type SplitLayer, type SplitLink } from '../theory/split.ts';

const seconds = z.number().check(z.gte(0), z.lte(1e6));
const bytes = z.int().check(z.gte(0), z.lte(1e9));

/** `split` of a device: the layers of a network, the first of which run here and the rest where `to` leads. */
export const splitSchema = z
  .strictObject({
    /** Bytes of the input, which is sent when no layer runs here. */
    inputBytes: bytes,
    layers: z
      .array(z.strictObject({ deviceSeconds: seconds, cloudSeconds: seconds, outputBytes: bytes }))
      .check(z.minLength(1), z.maxLength(1000)),
    /** How many layers run here. Left out: as many as make one inference fastest, over the mean round trip and the bandwidth of the link. */
    after: z.optional(z.int().check(z.gte(0), z.lte(1000))),
  })
  .check(
    z.refine((split) => split.after === undefined || split.after <= split.layers.length, {
      message: 'at most the number of layers | Lower "after", or leave it out for the fastest.',
      path: ['after'],
    }),
  );
export type SplitSettings = z.output<typeof splitSchema>;

/** Where the network is cut, and what follows from it. */
export interface SplitPlan {
  /** Layers on the device. */
  readonly after: number;
  readonly deviceSeconds: number;
  /** Time of the rest, as the next component takes it. */
  readonly restSeconds: number;
  /** Bytes sent there. */
  readonly bytes: number;
  /** True when nothing is left for the next component. */
  readonly isWhole: boolean;
}

/** Cuts where the settings say, or where one inference is fastest (Kang et al., Neurosurgeon, ASPLOS 2017). */
export function planSplit({ layers, inputBytes, after: given }: SplitSettings, link: SplitLink): SplitPlan {
  const after = given ?? bestSplit(layers, inputBytes, link);
  const sum = (part: readonly SplitLayer[], key: 'deviceSeconds' | 'cloudSeconds') =>
    part.reduce((total, layer) => total + layer[key], 0);
  return {
    after,
    deviceSeconds: sum(layers.slice(0, after), 'deviceSeconds'),
    restSeconds: sum(layers.slice(after), 'cloudSeconds'),
    bytes: after === 0 ? inputBytes : layers[after - 1]!.outputBytes,
    isWhole: after === layers.length,
  };
}
