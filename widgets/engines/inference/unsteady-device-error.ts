import type { MeasurementQuality } from './messages.ts';

/** The device became faster or slower by more than 15 % while a model was timed, so what was timed is not kept. */
export class UnsteadyDeviceError extends Error {
  override name = 'UnsteadyDeviceError';
  readonly quality: MeasurementQuality;

  constructor(quality: MeasurementQuality) {
    const percent = Math.round(Math.abs(quality.driftRelative) * 100);
    const change = quality.driftRelative > 0 ? 'longer' : 'shorter';
    super(
      `Single rows took ${percent} % ${change} at the end than at the start, twice in a row: the device was busy or slowed itself down. Nothing was kept. Close other programs and measure again.`,
    );
    this.quality = quality;
  }
}
