import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeModel } from '../../widgets/engines/inference/onnx/encode-model.ts';
import { inspectModel } from '../../widgets/model-lab/inspect-model.ts';
import { problemOf } from '../../widgets/model-lab/problem-of.ts';
import { endlessGraph } from '../engines/inference/endless-graph.ts';
import { emptyPromise, externalData, harmless } from './hostile-models.ts';
import { modelBytes, shippedLab, shippedManifest } from './shipped.ts';

describe('inspectModel', () => {
  it('finds nothing in the course’s models, in a harmless one, or in one that only runs forever', () => {
    for (const id of shippedLab().models) expect(inspectModel(id, modelBytes(shippedManifest(id).file))).toBeNull();
    expect(inspectModel('a', harmless())).toBeNull();
    expect(inspectModel('a', encodeModel(endlessGraph))).toBeNull();
  });

  it('names weights that lie in another file, and a constant that is larger than any file', () => {
    expect(inspectModel('a.onnx', externalData())).toMatchObject({
      path: 'a.onnx',
      expected: 'weights inside the file',
      found: 'the constant "weights" in another file (external data)',
    });
    expect(inspectModel('a.onnx', emptyPromise())).toMatchObject({
      found: 'the constant "weights" of 10,000 million numbers, 40 GB as float32',
    });
  });

  it('names a truncated file at nearly every length, and is silent about what never was a model', () => {
    const whole = modelBytes('titanic-mlp.onnx');
    for (const length of [100, 5000, 22_000])
      expect(inspectModel('a.onnx', whole.subarray(0, length))?.found).toMatch(/^a file that ends too early/);
    expect(inspectModel('a.onnx', new TextEncoder().encode('This is no model.'))).toBeNull();
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void inspectModel('a', bytes)));
    const whole = encodeModel(endlessGraph);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (place, value) => {
        const damaged = whole.slice();
        damaged[place] = value;
        inspectModel('a', damaged);
      }),
    );
  });
});

describe('problemOf', () => {
  it('says that a model asks for too much memory, whichever words the runtime has for it', () => {
    for (const words of ['std::bad_alloc', 'a: [ONNXRuntimeError] : 2 : INVALID_ARGUMENT : Tensor shape is too large'])
      expect(problemOf(new Error(words), 'A model')).toMatchObject({
        path: 'A model',
        expected: 'a model that fits into the memory of a browser tab',
      });
  });

  it('keeps the problem that an error carries and names the model instead of the address', () => {
    const problem = { path: 'blob:x', expected: 'this', found: 'that', fix: 'Do it.' };
    expect(problemOf(Object.assign(new Error('no'), { problem }), 'A model')).toEqual({ ...problem, path: 'A model' });
    expect(problemOf('broken.', 'A model').found).toBe('broken');
  });
});
