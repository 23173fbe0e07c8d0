import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dice } from '../../../src/tools/fuzz/dice.ts';
import { fromBase64Url, toBase64Url } from '../../../widgets/kit/sharing/base64url.ts';
import { deflate, inflate } from '../../../widgets/kit/sharing/deflate.ts';
import { makeFragment, readFragment } from '../../../widgets/deployment-pipeline-builder/sharing/fragment.ts';
import { fragmentLimit } from '../../../widgets/kit/sharing/fragment.ts';
import { readScenario } from '../../../widgets/deployment-pipeline-builder/sharing/read-scenario.ts';
import { scenarios } from './mutations.ts';

const [draft] = scenarios as [(typeof scenarios)[number]];

describe('makeFragment', () => {
  it('carries every scenario of the course in an eighth of the limit, to be read back byte for byte', async () => {
    for (const scenario of scenarios) {
      const fragment = (await makeFragment(scenario, '/widgets/a~b é.json'))!;
      expect(fragment.length).toBeLessThan(fragmentLimit / 8);
      expect(fragment).toMatch(/^#pipeline=[\w~%.-]+$/);
      const shared = await readFragment(fragment);
      expect(shared).toEqual({
        widget: '/widgets/a~b é.json',
        version: 1,
        text: JSON.stringify(scenario),
        problems: [],
      });
      expect(readScenario(shared!.text)).toEqual({ status: 'ready', draft: scenario });
    }
  });

  it('makes none above the limit', async () => {
    // Digits of a random-looking sequence take at least 3.3 bits each, so 30,000 of them are above 8 kB in base64.
    const dice = new Dice(1);
    const noise = Array.from({ length: 30_000 }, () => dice.below(10)).join('');
    expect(await makeFragment({ ...draft, claim: noise }, 'w')).toBeUndefined();
  });
});

describe('readFragment', () => {
  it('leaves fragments alone that are about something else', async () => {
    expect(await readFragment('')).toBeUndefined();
    expect(await readFragment('#quiz')).toBeUndefined();
  });

  it('tells a link that was cut, and reads what came before the cut', async () => {
    const fragment = (await makeFragment(scenarios.at(-1)!, 'w'))!;
    const shared = (await readFragment(fragment.slice(0, -40)))!;
    expect(shared.problems).toHaveLength(1);
    expect(shared.problems[0]!.found).toMatch(/cut or changed|end too early/);
    const read = readScenario(shared.text, shared.problems);
    expect(read.status === 'refused' && read.repaired?.draft.components.length).toBeGreaterThan(0);
  });

  it('tells a payload that was changed into another scenario', async () => {
    const one = (await makeFragment(draft, 'w'))!;
    const other = (await makeFragment({ ...draft, title: 'Another' }, 'w'))!;
    const mixed = one.slice(0, one.lastIndexOf('~')) + other.slice(other.lastIndexOf('~'));
    expect((await readFragment(mixed))!.problems[0]!.found).toBe('a link that was changed on its way');
  });

  it('stops expanding a payload that would fill the memory', async () => {
    // 5 MB of one letter are some 5 kB deflated: below the limit of a link, twenty times above that of what it may hold.
    const payload = toBase64Url(await deflate('a'.repeat(5_000_000)));
    const fragment = `#pipeline=1~w~0~${payload}`;
    expect(fragment.length).toBeLessThan(fragmentLimit);
    const shared = (await readFragment(fragment))!;
    expect(shared.text).toBe('');
    expect(shared.problems[0]).toMatchObject({ expected: 'at most 256000 bytes of scenario', found: 'more' });
    const bounded = await inflate((await deflate('a'.repeat(5_000_000))) as Uint8Array<ArrayBuffer>, 1000);
    expect(bounded.end).toBe('tooLarge');
    expect(bounded.text.length).toBeLessThanOrEqual(1000);
  });

  it('refuses what is longer than a link may be, before looking into it', async () => {
    const shared = (await readFragment(`#pipeline=1~w~0~${'A'.repeat(fragmentLimit)}`))!;
    expect(shared.problems[0]).toMatchObject({ path: 'the link', expected: 'at most 8192 characters' });
  });

  it('says the version of a link that a later page made', async () => {
    const fragment = (await makeFragment(draft, 'w'))!.replace('#pipeline=1~', '#pipeline=2~');
    const shared = (await readFragment(fragment))!;
    expect(readScenario(shared.text, shared.problems, 2)).toEqual({ status: 'newer', version: 2, content: draft });
  });
});

describe('base64url and DEFLATE', () => {
  it('give back any bytes and any text', async () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(fromBase64Url(toBase64Url(bytes))).toEqual({ bytes });
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 400 }), async (text) => {
        const packed = (await deflate(text)) as Uint8Array<ArrayBuffer>;
        expect(await inflate(packed, 100_000)).toEqual({ text, end: 'whole' });
      }),
      { numRuns: 50 },
    );
  });
});
