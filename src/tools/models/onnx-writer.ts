import { littleEndian, MessageWriter } from './wire.ts';

/** The part of `onnx.proto` (ONNX 1.12, IR version 8) that our graphs use; field numbers are those of that file. */

/** Operator set of the exported graphs: old enough for every checker at hand, new enough for each operator used. */
export const opsetVersion = 17;
const irVersion = 8;

/** `TensorProto.DataType` */
export const elementTypes = { float32: 1, int64: 7, bool: 9 } as const;
export type ElementType = keyof typeof elementTypes;

/** A constant of the graph. */
export interface Constant {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  readonly values: ArrayLike<number>;
}

export type Attribute = { readonly name: string } & (
  | { readonly integer: number }
  | { readonly float: number }
  | { readonly graph: Graph }
);

export interface GraphNode {
  readonly operator: string;
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

/** The bytes of an ONNX file. The same graph gives the same bytes. */
export function encodeModel(graph: Graph): Uint8Array<ArrayBuffer> {
  const opset = new MessageWriter().text(1, '').integer(2, opsetVersion);
  return new MessageWriter()
    .integer(1, irVersion)
    .text(2, 'slipway')
    .message(7, encodeGraph(graph))
    .message(8, opset)
    .finish();
}

function encodeGraph(graph: Graph): MessageWriter {
  const message = new MessageWriter();
  for (const node of graph.nodes) message.message(1, encodeNode(node));
  message.text(2, graph.name);
  for (const constant of graph.constants) message.message(5, encodeConstant(constant));
  for (const port of graph.inputs) message.message(11, encodePort(port));
  for (const port of graph.outputs) message.message(12, encodePort(port));
  return message;
}

function encodeNode(node: GraphNode): MessageWriter {
  const message = new MessageWriter();
  for (const input of node.inputs) message.text(1, input);
  for (const output of node.outputs) message.text(2, output);
  // Errors of the runtime name the node, so each has a name: that of its first output.
  message.text(3, node.outputs[0]!).text(4, node.operator);
  for (const attribute of node.attributes ?? []) message.message(5, encodeAttribute(attribute));
  return message;
}

function encodeAttribute(attribute: Attribute): MessageWriter {
  const message = new MessageWriter().text(1, attribute.name);
  // Field 20 is the kind: 1 float, 2 integer, 5 graph.
  if ('float' in attribute) return message.float(2, attribute.float).integer(20, 1);
  if ('integer' in attribute) return message.integer(3, attribute.integer).integer(20, 2);
  return message.message(6, encodeGraph(attribute.graph)).integer(20, 5);
}

function encodeConstant(constant: Constant): MessageWriter {
  const message = new MessageWriter();
  for (const dim of constant.dims) message.integer(1, dim);
  return message.integer(2, elementTypes[constant.type]).text(8, constant.name).bytes(9, rawData(constant));
}

const elementWriters: Readonly<
  Record<
    ElementType,
    { readonly size: number; readonly write: (view: DataView, offset: number, value: number) => void }
  >
> = {
  float32: { size: 4, write: (view, offset, value) => view.setFloat32(offset, value, true) },
  int64: { size: 8, write: (view, offset, value) => view.setBigInt64(offset, BigInt(value), true) },
  bool: { size: 1, write: (view, offset, value) => view.setUint8(offset, value) },
};

function rawData({ name, type, dims, values }: Constant): Uint8Array {
  const count = dims.reduce((product, dim) => product * dim, 1);
  if (count !== values.length)
    throw new RangeError(`The constant "${name}" has ${values.length} values for the shape [${dims.join(', ')}].`);
  const { size, write } = elementWriters[type];
  return littleEndian(count * size, (view) => {
    for (let index = 0; index < count; index++) write(view, index * size, values[index]!);
  });
}

function encodePort(port: Port): MessageWriter {
  const shape = new MessageWriter();
  for (const dim of port.dims) {
    shape.message(1, typeof dim === 'number' ? new MessageWriter().integer(1, dim) : new MessageWriter().text(2, dim));
  }
  const tensor = new MessageWriter().integer(1, elementTypes[port.type]).message(2, shape);
  return new MessageWriter().text(1, port.name).message(2, new MessageWriter().message(1, tensor));
}
