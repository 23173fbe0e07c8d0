import { readFields, readIntegers, type WireValue } from '../engines/inference/onnx/wire-reader.ts';
import { formatBytes } from '../kit/format.ts';
import type { Problem } from '../kit/problem.ts';

/** Field numbers of `onnx.proto`. */
const modelGraph = 7;
const graphNode = 1;
const graphConstant = 5;
const nodeAttribute = 5;
const attributeTensor = 5;
const attributeGraph = 6;
const tensorDims = 1;
const tensorName = 8;
const tensorLocation = 14;

/** A constant may say that it holds so many numbers, and no more: as float32 they would take 800 MB, sixteen times the largest file. */
const numberLimit = 200_000_000;

type Fault = Omit<Problem, 'path'>;

/**
 * What can be told of a file of one's own before the runtime sees it: weights in another file, a constant that is larger than any file, a file that
 * ends too early. Null for everything else, which is left to the runtime: this is no check of the model, only of its promises.
 */
export function inspectModel(name: string, bytes: Uint8Array): Problem | null {
  let fault: Fault | null = null;
  try {
    for (const [field, value] of readFields(bytes))
      if (field === modelGraph && value instanceof Uint8Array) fault ??= faultOfGraph(value);
  } catch (error) {
    // A file that begins as an ONNX file does (its first field is a version number) and then promises more bytes than it has.
    const begins = bytes[0] === 0x08 && bytes[1]! > 0 && bytes[1]! < 64;
    if (begins && /beyond the end|No whole number/.test(String(error)))
      fault ??= {
        expected: 'a whole model in the ONNX format',
        found: `a file that ends too early, after ${formatBytes(bytes.length)}`,
        fix: 'Copy or download the file again.',
      };
  }
  return fault && { path: name, ...fault };
}

function faultOfGraph(bytes: Uint8Array): Fault | null {
  for (const [field, value] of readFields(bytes)) {
    if (!(value instanceof Uint8Array)) continue;
    const fault = field === graphConstant ? faultOfTensor(value) : field === graphNode ? faultOfNode(value) : null;
    if (fault) return fault;
  }
  return null;
}

/** Nodes can hold constants and whole graphs in their attributes. */
function faultOfNode(bytes: Uint8Array): Fault | null {
  for (const [field, value] of readFields(bytes)) {
    if (field !== nodeAttribute || !(value instanceof Uint8Array)) continue;
    for (const [inner, held] of readFields(value)) {
      if (!(held instanceof Uint8Array)) continue;
      const fault =
        inner === attributeTensor ? faultOfTensor(held) : inner === attributeGraph ? faultOfGraph(held) : null;
      if (fault) return fault;
    }
  }
  return null;
}

function faultOfTensor(bytes: Uint8Array): Fault | null {
  let count = 1;
  let isElsewhere = false;
  let name = '';
  for (const [field, value] of readFields(bytes)) {
    if (field === tensorDims) for (const dim of dimsOf(value)) count *= dim;
    else if (field === tensorName && value instanceof Uint8Array)
      name = new TextDecoder().decode(value.subarray(0, 60));
    else if (field === tensorLocation) isElsewhere = value === 1;
  }
  if (isElsewhere)
    return {
      expected: 'weights inside the file',
      found: `the constant "${name}" in another file (external data)`,
      fix: 'Export the model again as one file: nothing but the chosen file is read.',
    };
  if (count > numberLimit)
    return {
      expected: `constants of at most ${numberLimit / 1e6} million numbers`,
      found: `the constant "${name}" of ${(count / 1e6).toLocaleString('en-GB')} million numbers, ${((count * 4) / 1e9).toFixed(0)} GB as float32`,
      fix: 'Choose a smaller model.',
    };
  return null;
}

function dimsOf(value: WireValue): number[] {
  return value instanceof Uint8Array ? readIntegers(value) : [value];
}
