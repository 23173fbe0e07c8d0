import type { Layer, Network } from './network.ts';

/** The network with the `share` smallest of all weights set to 0, by absolute value over all layers together; biases stay. */
export function pruneWeights(network: Network, share: number): Network {
  const places = network.flatMap(({ weights }, layer) =>
    Array.from(weights, (weight, place) => ({ layer, place, weight })),
  );
  // Ties by place, so that the same network always loses the same weights.
  places.sort((a, b) => Math.abs(a.weight) - Math.abs(b.weight) || a.layer - b.layer || a.place - b.place);
  const pruned = network.map((layer) => ({ ...layer, weights: layer.weights.slice() }));
  for (const { layer, place } of places.slice(0, Math.floor(places.length * share))) pruned[layer]!.weights[place] = 0;
  return pruned;
}

/** The network with only the `unitCount` most important units of each hidden layer. */
export function pruneUnits(network: Network, unitCount: number): Network {
  let keptBefore: readonly number[] = Array.from({ length: network[0]!.inputs }, (_, input) => input);
  return network.map((layer, index) => {
    const next = network[index + 1];
    const kept = next
      ? mostImportant(layer, next, unitCount)
      : Array.from({ length: layer.outputs }, (_, output) => output);
    const inputs = keptBefore;
    keptBefore = kept;
    return {
      inputs: inputs.length,
      outputs: kept.length,
      weights: Float64Array.from(
        kept.flatMap((output) => inputs.map((input) => layer.weights[output * layer.inputs + input]!)),
      ),
      biases: Float64Array.from(kept, (output) => layer.biases[output]!),
    };
  });
}

/** Units by the product of the squared lengths of their incoming and outgoing weights, which scaling one against the other leaves alone; in the layer's order. */
function mostImportant(layer: Layer, next: Layer, unitCount: number): number[] {
  const importance = Array.from({ length: layer.outputs }, (_, unit) => {
    const squares = (places: readonly number[], weights: Float64Array) =>
      places.reduce((sum, place) => sum + weights[place]! * weights[place]!, 0);
    const incoming = squares(
      Array.from({ length: layer.inputs }, (_, input) => unit * layer.inputs + input),
      layer.weights,
    );
    const outgoing = squares(
      Array.from({ length: next.outputs }, (_, output) => output * next.inputs + unit),
      next.weights,
    );
    return incoming * outgoing;
  });
  return importance
    .map((value, unit) => ({ value, unit }))
    .sort((a, b) => b.value - a.value || a.unit - b.unit)
    .slice(0, unitCount)
    .map(({ unit }) => unit)
    .sort((a, b) => a - b);
}
