import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../widgets/engines/record/content-hash.ts';
import { sha256 } from '../../../widgets/engines/record/sha-256.ts';

describe('sha256', () => {
  it('gives the digest of the standard for "abc"', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('agrees with OpenSSL on every length around the block size and on any text', () => {
    const openSsl = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
    for (let length = 0; length <= 200; length++) expect(sha256('x'.repeat(length))).toBe(openSsl('x'.repeat(length)));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(openSsl(text));
      }),
    );
  });
});

describe('contentHash', () => {
  it('is the same for one text whether its accents are composed or not, and however it is wrapped', () => {
    expect(contentHash('Café au\n  lait ')).toBe(contentHash('Cafe\u0301 au lait'));
  });

  it('tells apart the same letters divided in another way', () => {
    expect(contentHash('ab', 'c')).not.toBe(contentHash('a', 'bc'));
  });

  it('is pinned, since answers in learners’ records refer to it', () => {
    expect(contentHash('question', 'Which deployment strategy is best for IoT devices?')).toMatchInlineSnapshot(
      `"b222711a3f16"`,
    );
  });
});
