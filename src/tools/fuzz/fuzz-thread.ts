import { parentPort, workerData } from 'node:worker_threads';
import { makeBases } from './bases.ts';
import { Dice } from './dice.ts';
import { judge } from './judge.ts';
import { mutate } from './mutate.ts';

// Judges one seed after another. Each is told before it is begun, so that the seed of one that never ends is known.
const { from, to } = workerData as { from: number; to: number };
const bases = makeBases();
for (let seed = from; seed < to; seed++) {
  parentPort!.postMessage({ begun: seed });
  const dice = new Dice(seed);
  parentPort!.postMessage({ seed, ...judge(mutate(dice.pick(bases), dice)) });
}
