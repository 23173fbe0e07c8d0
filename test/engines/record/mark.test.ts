import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  greaterMark,
  type Mark,
  markWith,
  missingCount,
  readMark,
  writeMark,
} from '../../../widgets/engines/record/mark.ts';
import { anEvent, anyLog } from './any-event.ts';

const none: Mark = new Map();

describe('a mark', () => {
  it('does not depend on the order in which events were stored', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), (log, cut) => {
        const at = log.length === 0 ? 0 : cut % log.length;
        const turned = [...log.slice(at), ...log.slice(0, at)];
        const stepwise = turned.reduce<Mark>((mark, event) => markWith(mark, [event]), none);
        expect(new Map([...stepwise].sort())).toEqual(new Map([...markWith(none, log)].sort()));
      }),
    );
  });

  it('counts exactly the events that are gone, whichever they are, and none where more were found', () => {
    fc.assert(
      fc.property(anyLog, fc.infiniteStream(fc.boolean()), (log, keeps) => {
        const found = log.filter(() => keeps.next().value);
        expect(missingCount(markWith(none, log), markWith(none, found))).toBe(log.length - found.length);
        expect(missingCount(markWith(none, found), markWith(none, log))).toBe(0);
      }),
    );
  });

  it('notices as many events with other content', () => {
    const log = [anEvent('lessonOpened', { lesson: 'a' }, 1), anEvent('lessonOpened', { lesson: 'b' }, 2)];
    const other = [log[0]!, anEvent('lessonOpened', { lesson: 'c' }, 2)];
    expect(missingCount(markWith(none, log), markWith(none, other))).toBe(1);
  });

  it('comes back from its text, and is empty where the text is none', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        expect(readMark(writeMark(markWith(none, log)))).toEqual(markWith(none, log));
      }),
    );
    for (const text of [null, '', 'null', '{', '{"version":2,"devices":[]}', '{"version":1,"devices":[["d",1]]}'])
      expect(readMark(text)).toEqual(none);
  });

  it('is raised and never lowered by another reading', () => {
    const log = [1, 2, 3].map((step) => anEvent('lessonOpened', { lesson: 'a' }, step));
    const all = markWith(none, log);
    expect(greaterMark(all, markWith(none, log.slice(0, 2)))).toEqual(all);
    expect(greaterMark(markWith(none, log.slice(0, 2)), all)).toEqual(all);
  });
});
