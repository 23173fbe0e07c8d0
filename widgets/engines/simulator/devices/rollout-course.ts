import { createRollout, type UpdateSettings } from './update-schema.ts';

/** Devices told of an update by the end of each minute until all are, where each has it before the next minute: for drawing a rollout beside others. */
export function rolloutCourse(rollout: UpdateSettings['rollout'], devices: number, mostMinutes = 10_000): number[] {
  const rate = createRollout(rollout);
  const told: number[] = [];
  let total = 0;
  while (total < devices && told.length < mostMinutes) {
    total = Math.min(devices, total + rate.next(total, total));
    told.push(total);
  }
  return told;
}
