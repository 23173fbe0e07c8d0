import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256, sha256InPlain } from '../../../widgets/engines/inference/sha256.ts';

const known = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('sha256', () => {
  it('gives the examples of FIPS 180-4 with and without the browser’s help', async () => {
    const abc = new TextEncoder().encode('abc');
    const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await sha256(abc)).toBe(digest);
    expect(sha256InPlain(abc)).toBe(digest);
    expect(sha256InPlain(new Uint8Array())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('agrees with Node for any bytes, over every length of the padding', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => sha256InPlain(bytes) === known(bytes)));
    for (let length = 0; length < 130; length++) {
      const bytes = new Uint8Array(length).fill(length);
      expect(sha256InPlain(bytes)).toBe(known(bytes));
    }
  });
});
