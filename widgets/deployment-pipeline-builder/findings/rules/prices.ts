import { describePrices } from '../../../engines/simulator/cost/describe-prices.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../finding.ts';

/** A price or a grid that there is not for a place: the run goes on without it. */
export function checkPrices({ scenario }: Context): Finding[] {
  return describePrices(scenario).map(({ id, sentence }) => ({ componentId: id, severity: 'warning', sentence }));
}
