import { elementCodecs } from './element-codecs.ts';
import {
  type Attribute,
  type Constant,
  type ElementType,
  elementTypes,
  type Graph,
  type GraphNode,
  type Port,
} from './graph.ts';
import { readFields, readIntegers, type WireValue } from './wire-reader.ts';

/**
 * The graph of a file that `encodeModel` wrote; encoding it again gives the same bytes. So a variant of a model is made from its file
 * alone, in the tool and in the worker, and no weights are stored twice. It is not a reader of foreign files: those it refuses with a RangeError.
 */
export function decodeModel(bytes: Uint8Array): Graph {
  for (const [field, value] of readFields(bytes)) if (field === 7) return decodeGraph(bytesOf(value));
  throw new RangeError('The file holds no graph.');
}

function decodeGraph(bytes: Uint8Array): Graph {
  const graph = {
    name: '',
    nodes: [] as GraphNode[],
    constants: [] as Constant[],
    inputs: [] as Port[],
    outputs: [] as Port[],
  };
  for (const [field, value] of readFields(bytes)) {
    if (field === 1) graph.nodes.push(decodeNode(bytesOf(value)));
    else if (field === 2) graph.name = textOf(value);
    else if (field === 5) graph.constants.push(decodeConstant(bytesOf(value)));
    else if (field === 11) graph.inputs.push(decodePort(bytesOf(value)));
    else if (field === 12) graph.outputs.push(decodePort(bytesOf(value)));
    else unknown('graph', field);
  }
  return graph;
}

function decodeNode(bytes: Uint8Array): GraphNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes: Attribute[] = [];
  let operator = '';
  let domain: string | undefined;
  for (const [field, value] of readFields(bytes)) {
    if (field === 1) inputs.push(textOf(value));
    else if (field === 2) outputs.push(textOf(value));
    else if (field === 4) operator = textOf(value);
    else if (field === 5) attributes.push(decodeAttribute(bytesOf(value)));
    else if (field === 7) domain = textOf(value);
    // Field 3 is the node's name, which follows from its first output.
    else if (field !== 3) unknown('node', field);
  }
  return {
    operator,
    ...(domain === undefined ? {} : { domain }),
    inputs,
    outputs,
    ...(attributes.length === 0 ? {} : { attributes }),
  };
}

function decodeAttribute(bytes: Uint8Array): Attribute {
  let name = '';
  let found: Attribute | undefined;
  const texts: string[] = [];
  for (const [field, value] of readFields(bytes)) {
    if (field === 1) name = textOf(value);
    else if (field === 2) found = { name, float: floatsOf(value)[0]! };
    else if (field === 3) found = { name, integer: value as number };
    else if (field === 6) found = { name, graph: decodeGraph(bytesOf(value)) };
    else if (field === 7) found = { name, floats: floatsOf(value) };
    else if (field === 8) found = { name, integers: readIntegers(bytesOf(value)) };
    else if (field === 9) texts.push(textOf(value));
    else if (field !== 20) unknown('attribute', field);
  }
  return found ?? { name, texts };
}

function decodeConstant(bytes: Uint8Array): Constant {
  const dims: number[] = [];
  let type: ElementType = 'float32';
  let name = '';
  let raw: Uint8Array = new Uint8Array();
  for (const [field, value] of readFields(bytes)) {
    if (field === 1) dims.push(value as number);
    else if (field === 2) type = typeOf(value as number);
    else if (field === 8) name = textOf(value);
    else if (field === 9) raw = bytesOf(value);
    else unknown('constant', field);
  }
  const { size, read, room } = elementCodecs[type];
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const values = room(raw.length / size);
  for (let index = 0; index < values.length; index++) values[index] = read(view, index * size);
  return { name, type, dims, values };
}

function decodePort(bytes: Uint8Array): Port {
  const fields = Object.fromEntries(readFields(bytes));
  const tensor = Object.fromEntries(readFields(bytesOf(Object.fromEntries(readFields(bytesOf(fields[2])))[1])));
  const dims = [...readFields(bytesOf(tensor[2]))].map(([, dim]) => {
    const [field, value] = [...readFields(bytesOf(dim))][0]!;
    return field === 1 ? (value as number) : textOf(value);
  });
  return { name: textOf(fields[1]), type: typeOf(tensor[1] as number), dims };
}

function typeOf(code: number): ElementType {
  const entry = Object.entries(elementTypes).find(([, one]) => one === code);
  if (!entry) throw new RangeError(`Element type ${code} is none that our files use.`);
  return entry[0] as ElementType;
}

function bytesOf(value: WireValue | undefined): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new RangeError('A number stands where a message was expected.');
  return value;
}

function textOf(value: WireValue | undefined): string {
  return new TextDecoder().decode(bytesOf(value));
}

function floatsOf(value: WireValue): number[] {
  const bytes = bytesOf(value);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getFloat32(index * 4, true));
}

function unknown(message: string, field: number): never {
  throw new RangeError(`Field ${field} of a ${message} is none that our files use.`);
}
