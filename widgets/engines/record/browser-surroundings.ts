import type { Surroundings } from './surroundings.ts';

/** The browser's own clock and randomness. The one place in this engine that reads them. */
export const browserSurroundings: Surroundings = {
  nowMs: () => Date.now(),
  zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
};
