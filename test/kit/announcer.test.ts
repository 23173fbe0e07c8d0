import { describe, expect, it, vi } from 'vitest';
import { announcementGapMs, createAnnouncer, pageAnnouncer } from '../../widgets/kit/announcer.ts';

/** An announcer on a clock that is moved by hand. */
function onClock() {
  const said: [number, string][] = [];
  let time = 0;
  let timers: { at: number; run: () => void }[] = [];
  const announcer = createAnnouncer({
    say: (text) => said.push([time, text]),
    now: () => time,
    later: (run, delayMs) => {
      const timer = { at: time + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  });
  const moveTo = (to: number) => {
    time = to;
    const due = timers.filter((timer) => timer.at <= time);
    timers = timers.filter((timer) => timer.at > time);
    for (const timer of due) timer.run();
  };
  return { announcer, said, moveTo };
}

describe('createAnnouncer', () => {
  it('says a first message at once', () => {
    const { announcer, said } = onClock();
    announcer.announce('one');
    expect(said).toEqual([[0, 'one']]);
  });
  it('says at most one message in five seconds, and of those between only the last', () => {
    const { announcer, said, moveTo } = onClock();
    for (let at = 0; at <= 20_000; at += 500) {
      moveTo(at);
      announcer.announce(`at ${at}`);
    }
    moveTo(30_000);
    for (let i = 1; i < said.length; i++)
      expect(said[i]![0] - said[i - 1]![0]).toBeGreaterThanOrEqual(announcementGapMs);
    expect(said.at(-1)![1]).toBe('at 20000');
    expect(said).toHaveLength(6);
  });
  it('says nothing after its end', () => {
    const { announcer, said, moveTo } = onClock();
    announcer.announce('one');
    announcer.announce('two');
    announcer.end();
    moveTo(10_000);
    expect(said).toHaveLength(1);
  });
});

describe('pageAnnouncer', () => {
  it('says the first at once, and of the next the latest when the gap is over', () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    const said: string[] = [];
    const announcer = pageAnnouncer((text) => said.push(text));
    announcer.announce('one');
    announcer.announce('two');
    announcer.announce('three');
    expect(said).toEqual(['one']);
    vi.advanceTimersByTime(announcementGapMs - 1);
    expect(said).toEqual(['one']);
    vi.advanceTimersByTime(1);
    expect(said).toEqual(['one', 'three']);
    announcer.announce('four');
    announcer.end();
    vi.advanceTimersByTime(2 * announcementGapMs);
    expect(said).toEqual(['one', 'three']);
    vi.useRealTimers();
  });
});
