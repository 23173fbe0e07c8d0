import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ModelManifest } from '../../../../widgets/engines/inference/manifest.ts';
import { decodeModel } from '../../../../widgets/engines/inference/onnx/decode-model.ts';
import { denseLayers } from '../../../../widgets/engines/inference/onnx/dense-layers.ts';
import { fromHalfBits, toHalfBits } from '../../../../widgets/engines/inference/onnx/float16.ts';
import type { Precision } from '../../../../widgets/engines/inference/onnx/precision.ts';
import { quantiseLayerInt4 } from '../../../../widgets/engines/inference/onnx/quantise-int4.ts';
import { quantiseLayer } from '../../../../widgets/engines/inference/onnx/quantise-int8.ts';
import { makeVariant } from '../../../../widgets/engines/inference/onnx/variant.ts';
import { widenHiddenLayers } from '../../../../widgets/engines/inference/onnx/widen.ts';
import { parsePassengers, splitPassengers } from '../../../../src/tools/models/titanic-data.ts';
import { runModel } from './run-graph.ts';

const file = readFileSync('public/models/titanic-mlp.onnx');
const manifest: ModelManifest = JSON.parse(readFileSync('public/models/titanic-mlp.json', 'utf8'));
const { test } = splitPassengers(parsePassengers(readFileSync('content/models/data/titanic.csv', 'utf8')));
const rows = test.map(({ features }) => features);
const layerInputRanges = manifest.network!.inputRanges;
const vary = (precision: Precision, hiddenUnits?: number) =>
  makeVariant(file, { precision, hiddenUnits, layerInputRanges });
const largest = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, index) => Math.abs(value - b[index]!)));
const narrow = await runModel(file, rows);

describe('widenHiddenLayers', () => {
  // 2,048 is 32 copies of each unit; 100 and 1,000 are not multiples of 64, so that some units have one copy more than others.
  it.each([64, 100, 128, 1000, 2048])('computes the same function with %d units in each layer', async (units) => {
    const wide = vary('float32', units);
    expect(denseLayers(decodeModel(wide)).map(({ outputs }) => outputs)).toEqual([units, units, 1]);
    // Additions in float32 in another order: some 1e-7 of a sum of a few units, and at most a quarter of that in the probability.
    expect(largest(await runModel(wide, rows), narrow)).toBeLessThan(1e-6);
  });

  it('makes 2,048 units a file of 16.9 MB, the same on every run', () => {
    const wide = vary('float32', 2048);
    expect(wide.length).toBe(16_901_951);
    expect(Buffer.compare(wide, vary('float32', 2048))).toBe(0);
  });

  it('refuses a width that is narrower, broken or too large', () => {
    const graph = decodeModel(file);
    expect(() => widenHiddenLayers(graph, 63)).toThrow('A layer of 64 units cannot be widened to 63');
    expect(() => widenHiddenLayers(graph, 64.5)).toThrow('from 1 to 4096, not 64.5');
    expect(() => widenHiddenLayers(graph, 4097)).toThrow('from 1 to 4096, not 4097');
    const trees = decodeModel(readFileSync('public/models/titanic-trees.onnx'));
    expect(() => widenHiddenLayers(trees, 64)).toThrow('"titanic-trees" has no fully connected layer');
  });
});

describe('int8', () => {
  it('of a network widened by a power of two predicts exactly what int8 of the narrow one does', async () => {
    // Copies have the same range and the same scale, 1/k is exact, and whole numbers add up exactly: only the scale's last bit differs.
    expect(largest(await runModel(vary('int8', 256), rows), await runModel(vary('int8'), rows))).toBeLessThan(1e-6);
  });

  it('answers a row alone as it answers it among others', async () => {
    const bytes = vary('int8');
    const together = await runModel(bytes, rows);
    for (const index of [0, 100, 326]) expect((await runModel(bytes, [rows[index]!]))[0]).toBe(together[index]);
  });

  it('keeps weights within ±63, so that two products fit into 16 bits, and each within half a step', () => {
    for (const [index, layer] of denseLayers(decodeModel(file)).entries()) {
      const { weights, outputScales, inputScale, inputZero } = quantiseLayer(layer, layerInputRanges[index]!);
      expect(Math.max(...weights.map(Math.abs))).toBe(63);
      expect(2 * 255 * 63).toBeLessThan(2 ** 15);
      expect(inputZero).toSatisfy((zero: number) => Number.isInteger(zero) && zero >= 0 && zero <= 255);
      for (let output = 0; output < layer.outputs; output++) {
        for (let input = 0; input < layer.inputs; input++) {
          const step = outputScales[output]! / inputScale;
          const error =
            weights[input * layer.outputs + output]! * step - layer.weights.values[output * layer.inputs + input]!;
          // Half a step, and the rounding of the two scales to float32.
          expect(Math.abs(error)).toBeLessThanOrEqual(step * 0.5001);
        }
      }
    }
  });

  it('needs the ranges', () => {
    expect(() => makeVariant(file, { precision: 'int8', layerInputRanges: [] })).toThrow('Layer 1 has no range');
  });
});

describe('float16', () => {
  it('rounds to the nearest half, as the bits of known numbers say', () => {
    // IEEE 754 binary16: 1, −2, the largest, the smallest normal and subnormal, a tie that goes to even, and a carry into the exponent.
    const known: [number, number][] = [
      [1, 0x3c00],
      [-2, 0xc000],
      [65_504, 0x7bff],
      [2 ** -14, 0x0400],
      [2 ** -24, 0x0001],
      [0, 0],
      [1 + 2 ** -11, 0x3c00],
      [1 + 3 * 2 ** -11, 0x3c02],
      [2 - 2 ** -12, 0x4000],
    ];
    for (const [value, bits] of known) expect(toHalfBits(value), String(value)).toBe(bits);
    for (let bits = 0; bits < 0x7c00; bits++) expect(toHalfBits(fromHalfBits(bits))).toBe(bits);
    expect(() => toHalfBits(65_520)).toThrow('beyond the range of 16 bits');
  });

  it('halves the weights and predicts within what eleven bits of a weight allow', async () => {
    const bytes = vary('float16');
    expect(bytes.length).toBeLessThan(file.length * 0.6);
    // Each weight is off by at most 2^-11 of itself. Sums have absolute terms of some tens in all, at two layers behind one another, and
    // the sigmoid passes on a quarter: 40 · 2^-11 / 4 = 0.005 where nothing cancels. Measured: 0.0003.
    expect(largest(await runModel(bytes, rows), narrow)).toBeLessThan(0.005);
  });
});

describe('int4', () => {
  it('runs, is the smallest, and keeps each weight within a step of its block', async () => {
    const sizes = (['float32', 'float16', 'int8', 'int4'] as const).map((precision) => vary(precision).length);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    const answers = await runModel(vary('int4'), rows);
    expect(answers.every((value) => value > 0 && value < 1)).toBe(true);
    for (const layer of denseLayers(decodeModel(file))) {
      const { packed, scales } = quantiseLayerInt4(layer);
      const blocks = Math.ceil(layer.inputs / 32);
      for (let output = 0; output < layer.outputs; output++) {
        for (let input = 0; input < layer.inputs; input++) {
          const place = output * blocks + Math.floor(input / 32);
          const byte = packed[(place * 32 + (input % 32)) >> 1]!;
          const nibble = input % 2 === 0 ? byte & 15 : byte >> 4;
          const weight = (nibble - 8) * scales[place]!;
          // Half a step, but a whole one at the end of the scale that has only seven steps.
          expect(Math.abs(weight - layer.weights.values[output * layer.inputs + input]!)).toBeLessThanOrEqual(
            Math.abs(scales[place]!) * 1.0001,
          );
        }
      }
    }
  });
});
