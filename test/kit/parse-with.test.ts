import { describe, expect, it } from 'vitest';
import { parseWith } from '../../widgets/kit/parse-with.ts';
import { formatProblem } from '../../widgets/kit/problem.ts';
import * as z from '../../widgets/kit/zod.ts';

const schema = z.strictObject({
  count: z.int().check(z.gt(0), z.lt(10)),
  share: z.optional(z.number()),
  names: z._default(z.array(z.string().check(z.minLength(1), z.maxLength(3))).check(z.maxLength(1)), []),
  id: z.optional(z.string().check(z.regex(/^[a-z]+$/, 'lower-case letters | Write it in lower case.'))),
  on: z.optional(z.iso.date()),
  target: z.optional(z.union([z.string(), z.array(z.strictObject({ id: z.string() }))])),
  mode: z.optional(z.enum(['fast', 'slow'])),
});
const faultsOf = (input: unknown) => {
  const parsed = parseWith(schema, input);
  return parsed.ok ? 'accepted' : parsed.problems.map(formatProblem).join('\n');
};

describe('parseWith', () => {
  it('gives back the value with its defaults', () => {
    expect(parseWith(schema, { count: 1 })).toEqual({ ok: true, value: { count: 1, names: [] } });
  });

  it('tells limits, with whether the limit itself is allowed', () => {
    expect(faultsOf({ count: 0, names: [''] })).toMatchInlineSnapshot(`
      "count: expected more than 0, found 0. Use more than 0.
      names[0]: expected text that is not empty, found "". Write something here."
    `);
    expect(faultsOf({ count: 10, names: ['long'] })).toMatchInlineSnapshot(`
      "count: expected less than 10, found 10. Use less than 10.
      names[0]: expected at most 3 characters, found "long". Shorten it."
    `);
    expect(faultsOf({ count: 1, names: ['a', 'b'] })).toMatchInlineSnapshot(
      `"names: expected at most 1 in the list, found a list of 2. Shorten it."`,
    );
  });

  it('tells wrong types, and speaks of quotation marks only where a number is wanted', () => {
    expect(faultsOf({ count: '3', share: 'x', names: '3' })).toMatchInlineSnapshot(`
      "count: expected a number, found "3". Write the number without quotation marks.
      share: expected a number, found "x". Write a number here.
      names: expected a list in [ ], found "3". Write a list in [ ] here."
    `);
    expect(faultsOf({ count: 1.5 })).toMatchInlineSnapshot(
      `"count: expected a whole number, found 1.5. Round it, for example to 2."`,
    );
    expect(faultsOf({})).toMatchInlineSnapshot(`"count: expected a number, found nothing. Add "count"."`);
    expect(faultsOf(undefined)).toMatchInlineSnapshot(
      `"the document: expected an object in { }, found nothing. Write an object in { } here."`,
    );
  });

  it('tells patterns in the words of their schema, and other forms by name', () => {
    expect(faultsOf({ count: 1, id: 'A', on: 'today' })).toMatchInlineSnapshot(`
      "id: expected lower-case letters, found "A". Write it in lower case.
      on: expected text in the form "date", found "today". Write it in this form."
    `);
  });

  it('tells choices and unknown keys with the nearest known one', () => {
    expect(faultsOf({ count: 1, mode: 'fats', shaer: 1, zzz: 1 })).toMatchInlineSnapshot(`
      "mode: expected one of fast, slow, found "fats". Did you mean "fast"?
      shaer: expected one of the keys count, share, names, id, on, target, mode, found the unknown key "shaer". Did you mean "share"?
      zzz: expected one of the keys count, share, names, id, on, target, mode, found the unknown key "zzz". Remove "zzz"."
    `);
  });

  it('speaks of the alternative that has the type of the value, or of all', () => {
    expect(faultsOf({ count: 1, target: [{ id: 'a', idd: 1 }] })).toMatchInlineSnapshot(
      `"target[0].idd: expected one of the keys id, found the unknown key "idd". Did you mean "id"?"`,
    );
    expect(faultsOf({ count: 1, target: 7 })).toMatchInlineSnapshot(
      `"target: expected text or a list in [ ], found 7. Write text or a list in [ ] here."`,
    );
  });

  it('lets the caller say it in words of its own', () => {
    const parsed = parseWith(schema, { count: 0, zzz: 1 }, ({ key }) => ({ fix: `Ask about ${String(key)}.` }));
    expect(parsed.ok ? [] : parsed.problems.map(({ fix }) => fix)).toEqual(['Ask about count.', 'Ask about zzz.']);
  });
});

describe('zod', () => {
  it('never compiles code, which the Content Security Policy would refuse', () => {
    expect(z.config().jitless).toBe(true);
  });
});
