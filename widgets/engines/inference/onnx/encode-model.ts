import { elementCodecs } from './element-codecs.ts';
import {
  type Attribute,
  type Constant,
  domainsOf,
  elementTypes,
  type Graph,
  type GraphNode,
  opsetVersions,
  type Port,
} from './graph.ts';
import { littleEndian, MessageWriter } from './wire-writer.ts';

/** Writes the part of `onnx.proto` (ONNX 1.12, IR version 8) that our graphs use; field numbers are those of that file. */

const irVersion = 8;

/** The bytes of an ONNX file. The same graph gives the same bytes. */
export function encodeModel(graph: Graph): Uint8Array<ArrayBuffer> {
  const message = new MessageWriter().integer(1, irVersion).text(2, 'slipway').message(7, encodeGraph(graph));
  for (const domain of domainsOf(graph)) {
    const version = opsetVersions[domain];
    if (version === undefined) throw new RangeError(`The operator set "${domain}" has no version here.`);
    message.message(8, new MessageWriter().text(1, domain).integer(2, version));
  }
  return message.finish();
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
  if (node.domain !== undefined) message.text(7, node.domain);
  return message;
}

function encodeAttribute(attribute: Attribute): MessageWriter {
  const message = new MessageWriter().text(1, attribute.name);
  // Field 20 is the kind: 1 float, 2 integer, 5 graph, 6 floats, 7 integers, 8 texts.
  if ('float' in attribute) return message.float(2, attribute.float).integer(20, 1);
  if ('integer' in attribute) return message.integer(3, attribute.integer).integer(20, 2);
  if ('graph' in attribute) return message.message(6, encodeGraph(attribute.graph)).integer(20, 5);
  if ('floats' in attribute) return message.floats(7, attribute.floats).integer(20, 6);
  if ('integers' in attribute) return message.integers(8, attribute.integers).integer(20, 7);
  for (const text of attribute.texts) message.text(9, text);
  return message.integer(20, 8);
}

function encodeConstant(constant: Constant): MessageWriter {
  const message = new MessageWriter();
  for (const dim of constant.dims) message.integer(1, dim);
  return message.integer(2, elementTypes[constant.type]).text(8, constant.name).bytes(9, rawData(constant));
}

function rawData({ name, type, dims, values }: Constant): Uint8Array {
  const count = dims.reduce((product, dim) => product * dim, 1);
  if (count !== values.length)
    throw new RangeError(`The constant "${name}" has ${values.length} values for the shape [${dims.join(', ')}].`);
  const { size, write } = elementCodecs[type];
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
