/** A moment of a run: whole seconds where it is one, else tenths of a second, rounded. Always in seconds, so that moments can be compared and typed in again. */
export function formatMoment(seconds: number): string {
  const tenths = Math.round(seconds * 10) / 10;
  const text = Number.isInteger(tenths) ? tenths.toFixed(0) : tenths.toFixed(1);
  return `${text.replace(/\B(?=(\d{3})+(?!\d))/g, ' ')} s`;
}
