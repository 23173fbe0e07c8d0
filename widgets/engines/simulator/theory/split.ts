/** One layer of a network: its time on the device and in the cloud, and the bytes of what it hands on. */
export interface SplitLayer {
  readonly deviceSeconds: number;
  readonly cloudSeconds: number;
  readonly outputBytes: number;
}

export interface SplitLink {
  readonly roundTripSeconds: number;
  readonly bitsPerSecond: number;
}

/**
 * Seconds of an inference whose first `after` layers run on the device and the rest in the cloud (Kang et al., Neurosurgeon, ASPLOS 2017): with all layers
 * on the device nothing is sent, with none the input is.
 */
export function splitSeconds(
  layers: readonly SplitLayer[],
  inputBytes: number,
  link: SplitLink,
  after: number,
): number {
  let seconds = 0;
  for (let i = 0; i < layers.length; i++) seconds += i < after ? layers[i]!.deviceSeconds : layers[i]!.cloudSeconds;
  if (after === layers.length) return seconds;
  const bytes = after === 0 ? inputBytes : layers[after - 1]!.outputBytes;
  return seconds + link.roundTripSeconds + (8 * bytes) / link.bitsPerSecond;
}

/** The number of layers on the device that makes an inference fastest, by trying all; the fewest among equals. */
export function bestSplit(layers: readonly SplitLayer[], inputBytes: number, link: SplitLink): number {
  let best = 0;
  for (let after = 1; after <= layers.length; after++) {
    if (splitSeconds(layers, inputBytes, link, after) < splitSeconds(layers, inputBytes, link, best)) best = after;
  }
  return best;
}
