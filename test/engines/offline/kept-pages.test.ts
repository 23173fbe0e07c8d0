import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KeptPage, keptLessons, titleOf, withPage } from '../../../widgets/engines/offline/kept-pages.ts';
import { pageKey } from '../../../widgets/engines/offline/page-key.ts';

const kept = (key: string): KeptPage => ({ key, title: key, build: 'b', files: [] });
const isStanding = (key: string) => key.startsWith('standing');

describe('withPage', () => {
  it('puts the page first and drops the one that was opened longest ago', () => {
    const { kept: list, dropped } = withPage([kept('b'), kept('a')], kept('c'), isStanding, 2);
    expect(list.map(({ key }) => key)).toEqual(['c', 'b']);
    expect(dropped.map(({ key }) => key)).toEqual(['a']);
  });

  it('keeps every standing page, at most as many others as the limit, each once, the last ones opened in their order', () => {
    const key = fc.constantFrom('standing 1', 'standing 2', 'a', 'b', 'c', 'd', 'e', 'f');
    fc.assert(
      fc.property(fc.array(key, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), (opened, limit) => {
        const list = opened.reduce<readonly KeptPage[]>(
          (before, one) => withPage(before, kept(one), isStanding, limit).kept,
          [],
        );
        const latest = [...new Set(opened.toReversed())];
        const others = latest.filter((one) => !isStanding(one)).slice(0, limit);
        expect(list.map((page) => page.key)).toEqual(latest.filter((one) => isStanding(one) || others.includes(one)));
      }),
    );
  });
});

describe('keptLessons', () => {
  it('are the pages of the folder of lessons of this course', () => {
    const all = ['http://h/c/lessons/a/', 'http://h/c/', 'http://h/lessons/b/'].map(kept);
    expect(keptLessons(all, 'http://h/c/').map(({ key }) => key)).toEqual(['http://h/c/lessons/a/']);
  });
});

describe('titleOf', () => {
  it('is the title without the name of the course, in plain signs', () => {
    expect(titleOf('<head><title>Cost &amp; &quot;speed&quot; · a &lt; b · Slipway</title></head>')).toBe(
      'Cost & "speed" · a < b',
    );
    expect(titleOf('<title>Slipway</title>')).toBe('Slipway');
    expect(titleOf('<p>no title</p>')).toBe('');
  });
});

describe('pageKey', () => {
  it('is the same for every address of one page', () => {
    for (const end of ['a', 'a/', 'a/index.html', 'a/?author', 'a#quiz', 'a/?x=1#p'])
      expect(pageKey(`https://h.example/c/lessons/${end}`)).toBe('https://h.example/c/lessons/a/');
    expect(pageKey('https://h.example/c/404.html')).toBe('https://h.example/c/404.html');
    expect(pageKey('https://h.example/index.html')).toBe('https://h.example/');
  });

  it('is its own key', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'index.html', 'x.json', 'é', '%20', '', '?a=/', '#/'), { maxLength: 6 }),
        (parts) => {
          const url = `https://h.example/${parts.join('/')}`;
          expect(pageKey(pageKey(url))).toBe(pageKey(url));
        },
      ),
    );
  });
});
