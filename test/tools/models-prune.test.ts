import { describe, expect, it } from 'vitest';
import { type Network, newNetwork, predictPrepared } from '../../src/tools/models/network.ts';
import { pruneUnits, pruneWeights } from '../../src/tools/models/prune.ts';
import { randomSource } from '../../src/tools/models/random.ts';

const network = newNetwork([3, 8, 6, 1], randomSource(11));

describe('pruneWeights', () => {
  it('sets the smallest weights of all layers together to zero and leaves the others and the biases', () => {
    const pruned = pruneWeights(network, 0.5);
    const pairs = network.flatMap(({ weights }, layer) =>
      Array.from(weights, (weight, place) => ({
        before: Math.abs(weight),
        after: pruned[layer]!.weights[place]!,
        weight,
      })),
    );
    const gone = pairs.filter(({ after }) => after === 0);
    const kept = pairs.filter(({ after }) => after !== 0);
    expect(gone).toHaveLength(Math.floor((3 * 8 + 8 * 6 + 6) / 2));
    for (const { after, weight } of kept) expect(after).toBe(weight);
    expect(Math.max(...gone.map(({ before }) => before))).toBeLessThan(Math.min(...kept.map(({ before }) => before)));
    expect(pruned.map(({ biases }) => biases)).toEqual(network.map(({ biases }) => biases));
  });
});

describe('pruneUnits', () => {
  it('takes out units that nothing reads without changing the answer', () => {
    const dead: Network = network.map((layer) => ({ ...layer, weights: layer.weights.slice() }));
    // Nothing of the second layer reads units 0, 2, 4 and 6 of the first, and the output does not read units 1 and 5 of the second.
    for (let output = 0; output < 6; output++) for (const unit of [0, 2, 4, 6]) dead[1]!.weights[output * 8 + unit] = 0;
    for (const unit of [1, 5]) dead[2]!.weights[unit] = 0;
    const small = pruneUnits(dead, 4);
    expect(small.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
      [3, 4],
      [4, 4],
      [4, 1],
    ]);
    for (const inputs of [
      [0.2, -1, 3],
      [1, 1, 1],
      [-2, 0.5, 0.1],
    ])
      expect(predictPrepared(small, inputs)).toBe(predictPrepared(dead, inputs));
  });
});
