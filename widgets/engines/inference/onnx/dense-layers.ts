import type { Constant, Graph, GraphNode } from './graph.ts';

/** A fully connected layer of a graph: one `Gemm` with constant weights [outputs, inputs] and biases [outputs]. */
export interface DenseLayer {
  readonly node: GraphNode;
  readonly weights: Constant;
  readonly biases: Constant;
  readonly inputs: number;
  readonly outputs: number;
}

/** The fully connected layers in their order; none for a model of another kind. */
export function denseLayers({ nodes, constants }: Graph): DenseLayer[] {
  const constantOf = (name: string | undefined) => {
    const found = constants.find((constant) => constant.name === name);
    if (!found) throw new RangeError(`The layer's numbers "${name}" are no constant of the graph.`);
    return found;
  };
  return nodes
    .filter(({ operator }) => operator === 'Gemm')
    .map((node) => {
      const weights = constantOf(node.inputs[1]);
      const [outputs, inputs] = weights.dims as [number, number];
      return { node, weights, biases: constantOf(node.inputs[2]), inputs, outputs };
    });
}

/** What stands in the place of a layer. */
export interface LayerReplacement {
  readonly nodes: readonly GraphNode[];
  readonly constants: readonly Constant[];
}

/** The graph under a new name with each fully connected layer replaced; everything else, the preparation above all, stays as it is. */
export function replaceLayers(
  graph: Graph,
  name: string,
  replace: (layer: DenseLayer, index: number) => LayerReplacement,
): Graph {
  const layers = denseLayers(graph);
  if (layers.length === 0) throw new RangeError(`"${graph.name}" has no fully connected layer.`);
  const replacements = new Map(layers.map((layer, index) => [layer.node, replace(layer, index)]));
  const replaced = new Set(layers.flatMap(({ weights, biases }) => [weights, biases]));
  return {
    ...graph,
    name,
    nodes: graph.nodes.flatMap((node) => replacements.get(node)?.nodes ?? [node]),
    constants: [
      ...graph.constants.filter((constant) => !replaced.has(constant)),
      ...[...replacements.values()].flatMap(({ constants }) => constants),
    ],
  };
}
