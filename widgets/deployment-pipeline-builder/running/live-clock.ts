/** Real seconds that one step of the picture may stand for at most: after a pause of the browser a run goes on from where it was. */
const MOST_REAL_SECONDS = 0.25;

/** How far a run is to be simulated now: `realSeconds` after the last answer, at this speed. */
export function nextGoal(reachedSeconds: number, realSeconds: number, speed: number, durationSeconds: number): number {
  if (speed === Infinity) return durationSeconds;
  return Math.min(durationSeconds, reachedSeconds + Math.min(realSeconds, MOST_REAL_SECONDS) * speed);
}

/** Simulated seconds that a frame averages over: half a real second, and never less than one second. */
export function frameSpan(speed: number, durationSeconds: number): number {
  return speed === Infinity ? Math.max(1, durationSeconds / 100) : Math.max(1, speed / 2);
}
