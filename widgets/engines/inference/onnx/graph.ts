/** An ONNX graph as a value: what the models of the course are built as, and what a variant of a model is made from. */

/** A constant of the graph. */
export interface Constant {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  /** The elements in row-major order. For `float16` their bits, see `float16.ts`. */
  readonly values: ArrayLike<number>;
}

/** `TensorProto.DataType` of onnx.proto. */
export const elementTypes = { float32: 1, uint8: 2, int8: 3, int64: 7, bool: 9, float16: 10 } as const;
export type ElementType = keyof typeof elementTypes;

export type Attribute = { readonly name: string } & (
  | { readonly integer: number }
  | { readonly float: number }
  | { readonly integers: readonly number[] }
  | { readonly floats: readonly number[] }
  | { readonly texts: readonly string[] }
  | { readonly graph: Graph }
);

export interface GraphNode {
  readonly operator: string;
  /** Operator set that the operator belongs to; absent for ONNX itself. */
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: readonly Attribute[];
}

/** An input or output: a number is a fixed dimension, a text names a free one. */
export interface Port {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly (number | string)[];
}

export interface Graph {
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  readonly constants: readonly Constant[];
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** Version of each operator set that our graphs use: old enough for every checker at hand, new enough for each operator used. */
export const opsetVersions: Readonly<Record<string, number>> = { '': 17, 'ai.onnx.ml': 3, 'com.microsoft': 1 };

/** The operator sets of a graph, ONNX itself first. */
export function domainsOf(graph: Graph): string[] {
  return [...new Set(['', ...graph.nodes.map(({ domain }) => domain ?? '')])];
}
