import recorded from './native-runtime.json' with { type: 'json' };

/**
 * How many times longer Chromium takes than the native runtime, by model and batch size. Recorded once, with its machine, because the native runtime is a
 * download of 113 MB that nothing else needs: `npm i --ignore-scripts onnxruntime-node` in an empty folder, the same models and the same harness.
 */
export function nativeRatios(): { readonly model: string; readonly ratios: ReadonlyMap<number, number> }[] {
  return recorded.models.map(({ name, chromium, native }) => ({
    model: name,
    ratios: new Map(recorded.batchSizes.map((size, place) => [size, chromium[place]! / native[place]!])),
  }));
}

/** The recorded ratios in lines for a terminal, at a few batch sizes. */
export function nativeRatioLines(): string[] {
  const sizes = [1, 8, 64, 1024];
  return [
    `Chromium to the native runtime, recorded on ${recorded.measuredOn} on a ${recorded.machine}: batches of ${sizes.join(', ')}`,
    ...nativeRatios().map(
      ({ model, ratios }) => `  ${model}: ${sizes.map((size) => ratios.get(size)!.toFixed(1)).join(', ')}`,
    ),
  ];
}
