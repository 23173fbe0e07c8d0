import { expect, test } from 'vitest';
import { ByHand } from './by-hand.ts';

test('StaticScheduler serves a batch to its longest answer, keeps the places of those that are done, and answers all together', () => {
  const requests = [
    [5, 3],
    [9, 1],
    [2, 2],
  ] as const;
  const hand = new ByHand({ maxNumSeqs: 2 }, requests, true);
  expect(hand.run()).toEqual([
    '14+0 context 0 blocks 5; starts 0 1; tokens 0 1',
    '0+2 context 14 blocks 5; tokens 0',
    '0+2 context 15 blocks 5; tokens 0; answers 0 1',
    '2+0 context 0 blocks 1; starts 2; tokens 2',
    '0+1 context 2 blocks 1; tokens 2; answers 2',
  ]);
});

test('StaticScheduler reserves the longest context of each, so that a batch is as large as the cache allows', () => {
  const requests = [
    [4, 5],
    [1, 2],
    [1, 1],
  ] as const;
  const hand = new ByHand({ kvBlocks: 3 }, requests, true);
  expect(hand.step()).toBe('5+0 context 0 blocks 3; starts 0 1; tokens 0 1');
});
