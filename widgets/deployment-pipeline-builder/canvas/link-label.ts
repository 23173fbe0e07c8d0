import { linkPresets } from '../../engines/simulator/network/link-presets.ts';
import { formatNumber, formatSeconds } from '../../kit/format.ts';
import type { DraftLink } from '../draft.ts';

/** What a crossing takes and costs, in a few words; “no link” where there is none. */
export function linkLabel(link: DraftLink | undefined): string {
  if (!link) return 'no link';
  const preset = linkPresets.find(({ name }) => name === link.preset);
  const seconds = typeof link.roundTripSeconds === 'number' ? link.roundTripSeconds : preset?.roundTripSeconds;
  const price = typeof link.usdPerGb === 'number' && link.usdPerGb > 0 ? `${formatNumber(link.usdPerGb)} USD/GB` : '';
  const time = seconds === undefined ? '' : `${formatSeconds(seconds)} there and back`;
  const further = [link.outages === undefined ? '' : 'goes down', link.lossProbability ? 'loses messages' : ''];
  return [time, price, ...further].filter((part) => part !== '').join(' · ');
}
