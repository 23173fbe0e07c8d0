/** Shortest time between two messages of the live region, in milliseconds: a screen reader must be able to finish one. */
export const announcementGapMs = 5000;

interface AnnouncerSetting {
  /** Puts the text into the live region. */
  readonly say: (text: string) => void;
  /** The clock, in milliseconds. */
  readonly now: () => number;
  /** Calls back after so many milliseconds; returns what cancels it. */
  readonly later: (run: () => void, delayMs: number) => () => void;
}

/** What a live region hears of an instrument. */
export interface Announcer {
  announce(text: string): void;
  /** Forgets what waits to be said. */
  end(): void;
}

/** Says at most one message in five seconds. Of messages that come faster only the latest is said, when its time has come. */
export function createAnnouncer({ say, now, later }: AnnouncerSetting): Announcer {
  let lastSaidAt = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | undefined;
  const speak = (text: string) => {
    lastSaidAt = now();
    cancel = undefined;
    say(text);
  };
  return {
    announce(text) {
      cancel?.();
      cancel = undefined;
      const wait = lastSaidAt + announcementGapMs - now();
      if (wait <= 0) speak(text);
      else cancel = later(() => speak(text), wait);
    },
    end() {
      cancel?.();
    },
  };
}

/** An announcer on the page's own clock. */
export const pageAnnouncer = (say: (text: string) => void): Announcer =>
  createAnnouncer({
    say,
    now: () => performance.now(),
    later: (run, delayMs) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  });
