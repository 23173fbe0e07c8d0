/** Dots that may pass per real second on one link, and on all; above, they would run together or hold up the picture, and the flow is drawn by its width. */
export const mostDotsPerSecond = 200;
const mostDotsOfAll = 12_000;
/** Real seconds that a dot takes from one component to the next. */
export const travelSeconds = 1.2;

/** How the requests on a link are drawn: one dot each, or a band as wide as their rate asks for. */
export type FlowLook =
  | { readonly kind: 'none' }
  | { readonly kind: 'dots'; readonly dotsPerSecond: number }
  | { readonly kind: 'band'; readonly width: number };

/** Pixels of a band: a tenfold rate is two pixels more, so that 20 and 15,000 per second can both be seen. */
export function bandWidth(requestsPerSecond: number): number {
  return 1 + 2 * Math.log10(1 + requestsPerSecond);
}

/**
 * Above a few hundred dots a second, fewer where there are many links (`linkCount`), it is a band. `speed` is in simulated seconds per second: a dot is
 * one request, and as many pass as do in that time. With `isStill` nothing moves, as who asks for reduced motion wants it.
 */
export function flowLook(requestsPerSecond: number, speed: number, isStill: boolean, linkCount = 1): FlowLook {
  if (!(requestsPerSecond > 0)) return { kind: 'none' };
  const dotsPerSecond = requestsPerSecond * speed;
  const most = Math.min(mostDotsPerSecond, mostDotsOfAll / linkCount);
  if (isStill || dotsPerSecond > most) return { kind: 'band', width: bandWidth(requestsPerSecond) };
  return { kind: 'dots', dotsPerSecond };
}

/** Shares of the way at which the dots of a link are. `phase` counts the dots that have set out, whole ones and the part of the next. */
export function dotShares(dotsPerSecond: number, phase: number): number[] {
  const onTheWay = dotsPerSecond * travelSeconds;
  const first = phase - Math.floor(phase);
  const shares: number[] = [];
  for (let dot = first; dot < onTheWay; dot++) shares.push(dot / onTheWay);
  return shares;
}
