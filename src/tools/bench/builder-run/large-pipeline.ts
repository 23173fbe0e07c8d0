interface LargeComponent {
  readonly id: string;
  readonly [key: string]: unknown;
}

const layers = [20, 60, 60, 60] as const;

/** 200 components in four layers and 300 connections, at a load that every model server can carry: what a run is watched on. */
export function largePipeline(): { readonly components: readonly LargeComponent[]; readonly run: object } {
  const idOf = (layer: number, index: number) => `${layer === 0 ? 'users' : 'model'}-${layer}-${index}`;
  const components = layers.flatMap((count, layer) =>
    Array.from({ length: count }, (_, index) => ({
      id: idOf(layer, index),
      ...(layer === 0
        ? { kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 10 } }
        : {
            kind: 'modelServer',
            replicas: 4,
            queueCapacity: 50,
            queues: 'perReplica',
            serviceTime: { distribution: 'lognormal', meanSeconds: 0.1, cv: 1 },
          }),
      ...waysOf(layer, index),
    })),
  );
  return { components, run: { seed: 1, durationSeconds: 36_000, warmUpSeconds: 60, replications: 1 } };

  /** Three ways out of each source, and two of each server but those of the last layer: 60 + 120 + 120 connections. */
  function waysOf(layer: number, index: number): { to?: readonly { id: string; weight: number }[] } {
    const next = layers[layer + 1];
    if (next === undefined) return {};
    const ways = layer === 0 ? [3 * index, 3 * index + 1, 3 * index + 2] : [index, index + 7];
    return { to: ways.map((way) => ({ id: idOf(layer + 1, way % next), weight: 1 })) };
  }
}
