import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByHand } from './by-hand.ts';

describe('ContinuousScheduler', () => {
  test('one request prefills in one step, which gives its first token, and decodes one token in each of the others', () => {
    expect(new ByHand({}, [[6, 3]]).run()).toEqual([
      '6+0 context 0 blocks 2; starts 0; tokens 0',
      '0+1 context 6 blocks 2; tokens 0',
      '0+1 context 7 blocks 2; tokens 0; answers 0',
    ]);
  });

  test('decodes go first, the rest of the budget goes to prompts in order, and the last one is cut', () => {
    // Budget 10: 4 of request 0 and 6 of the 9 of request 1; then one decode leaves 9, of which 3 end request 1 and 6 begin request 2.
    const hand = new ByHand({}, [
      [4, 4],
      [9, 2],
      [7, 1],
    ]);
    expect(hand.run()).toEqual([
      '10+0 context 0 blocks 3; starts 0 1; tokens 0',
      '9+1 context 10 blocks 7; starts 2; tokens 0 1',
      '1+2 context 20 blocks 7; tokens 0 1 2; answers 1 2',
      '0+1 context 6 blocks 2; tokens 0; answers 0',
    ]);
  });

  test('a request that comes joins the next step, and its chunk is what the decodes leave of the budget', () => {
    const hand = new ByHand({ maxNumBatchedTokens: 4 }, [
      [2, 9],
      [2, 9],
    ]);
    expect(hand.step()).toBe('4+0 context 0 blocks 2; starts 0 1; tokens 0 1');
    hand.join(5, 1);
    expect([hand.step(), hand.step(), hand.step()]).toEqual([
      '2+2 context 4 blocks 3; starts 2; tokens 0 1',
      '2+2 context 8 blocks 3; tokens 0 1',
      '1+2 context 12 blocks 6; tokens 0 1 2; answers 2',
    ]);
  });

  test('no more than maxNumSeqs sequences are in service', () => {
    const hand = new ByHand({ maxNumSeqs: 2 }, [
      [1, 2],
      [1, 1],
      [1, 1],
    ]);
    expect(hand.run()).toEqual([
      '2+0 context 0 blocks 2; starts 0 1; tokens 0 1; answers 1',
      '1+1 context 1 blocks 2; starts 2; tokens 0 2; answers 0 2',
    ]);
  });

  test('without a free block the last admitted is put back, recomputed with what it had generated, and nobody is admitted in that step', () => {
    // Two blocks of 4. Both hold one; the token that makes request 0 need a second one finds none.
    const hand = new ByHand({ kvBlocks: 2 }, [
      [3, 4],
      [2, 3],
      [1, 1],
    ]);
    expect(hand.run()).toEqual([
      '5+0 context 0 blocks 2; starts 0 1; tokens 0 1',
      '0+2 context 5 blocks 2; tokens 0 1',
      '0+1 context 4 blocks 2; puts back 1; tokens 0',
      '0+1 context 5 blocks 2; tokens 0; answers 0',
      // Its 2 prompt tokens and the 2 generated ones are computed again, which gives the third.
      '5+0 context 0 blocks 2; starts 2; tokens 1 2; answers 1 2',
    ]);
  });

  test('several that are put back come back in the order of their arrival, before those that wait', () => {
    const hand = new ByHand({ kvBlocks: 3, maxNumBatchedTokens: 12 }, [
      [4, 9],
      [4, 2],
      [4, 2],
      [4, 1],
    ]);
    expect(hand.run()).toEqual([
      '12+0 context 0 blocks 3; starts 0 1 2; tokens 0 1 2',
      // Request 0 takes the block of 2, and request 1 then finds none either and goes back itself.
      '0+1 context 4 blocks 2; puts back 2; tokens 0',
      ...['5', '6', '7'].map((context) => `0+1 context ${context} blocks 2; tokens 0`),
      '0+1 context 8 blocks 3; tokens 0',
      ...['9', '10'].map((context) => `0+1 context ${context} blocks 3; tokens 0`),
      '0+1 context 11 blocks 3; tokens 0; answers 0',
      '5+0 context 0 blocks 2; tokens 1; answers 1',
      '9+0 context 0 blocks 3; starts 3; tokens 2 3; answers 2 3',
    ]);
  });

  test('uncut, a prompt waits for a step with room, and one longer than the budget runs in one step beside the decodes', () => {
    const hand = new ByHand({ isPrefillChunked: false }, [
      [4, 9],
      [7, 2],
      [25, 1],
      [3, 1],
    ]);
    expect([hand.step(), hand.step(), hand.step(), hand.step()]).toEqual([
      '4+0 context 0 blocks 1; starts 0; tokens 0',
      '7+1 context 4 blocks 4; starts 1; tokens 0 1',
      '25+2 context 12 blocks 11; starts 2; tokens 0 1 2; answers 1 2',
      '3+1 context 6 blocks 3; starts 3; tokens 0 3; answers 3',
    ]);
  });

  test('every request is answered with exactly its tokens, and no block is lost or lent twice, whatever the limits', () => {
    const requests = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 12 })), {
      minLength: 1,
      maxLength: 12,
    });
    const limits = fc.record({
      maxNumSeqs: fc.integer({ min: 1, max: 6 }),
      maxNumBatchedTokens: fc.integer({ min: 1, max: 20 }),
      // 41 tokens, the longest context there can be, fit into 11 blocks.
      kvBlocks: fc.integer({ min: 11, max: 20 }),
      isPrefillChunked: fc.boolean(),
    });
    fc.assert(
      fc.property(requests, limits, fc.boolean(), (pairs, limit, isStatic) => {
        const hand = new ByHand(limit, pairs, isStatic);
        const { scheduler, sequences } = hand;
        const answered: number[] = [];
        const emitted = new Array(pairs.length).fill(0);
        for (let step = 0; step < 5000; step++) {
          scheduler.planStep(hand.line);
          if (scheduler.batchSize === 0) break;
          const held = pairs.reduce((sum, _, request) => sum + sequences.heldBlocks[request]!, 0);
          expect(scheduler.usedBlocks).toBe(held);
          expect(held).toBeLessThanOrEqual(limit.kvBlocks);
          expect(scheduler.batchSize).toBeLessThanOrEqual(limit.maxNumSeqs);
          if (!isStatic && limit.isPrefillChunked)
            expect(scheduler.prefillTokens + scheduler.decodeSequences).toBeLessThanOrEqual(limit.maxNumBatchedTokens);
          scheduler.completeStep();
          for (let i = 0; i < scheduler.emitted.count; i++) emitted[scheduler.emitted.values[i]!]++;
          for (let i = 0; i < scheduler.finished.count; i++) answered.push(scheduler.finished.values[i]!);
        }
        expect(answered.toSorted((a, b) => a - b)).toEqual(pairs.map((_, request) => request));
        expect(emitted).toEqual(pairs.map(([, output]) => output));
        expect(scheduler.usedBlocks).toBe(0);
        expect(scheduler.admittedCount).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
