import { findPriceProblems } from '../../engines/simulator/cost/change-prices.ts';
import { priceChangesSchema } from '../../engines/simulator/cost/price-book-schema.ts';
import { parseScenario } from '../../engines/simulator/parse-scenario.ts';
import { parseWith } from '../../kit/parse-with.ts';
import type { Problem } from '../../kit/problem.ts';
import {
  type FragmentKind,
  fragmentVersion,
  makeFragment,
  readFragment,
  type SharedText,
} from '../../kit/sharing/fragment.ts';
import { readJson } from '../../kit/sharing/read-json.ts';
import { type DashboardState, parseDashboardState } from '../comparing/state.ts';
import type { WidgetData } from '../widget-data.ts';

const dashboard: FragmentKind = { prefix: '#dashboard=', content: 'settings', whole: 'dashboard' };

/** The fragment of an address that carries the settings; undefined when it would be too long for a link. */
export const linkFragment = (state: DashboardState, widget: string) => makeFragment(dashboard, state, widget);

/** What an address carries for a dashboard; undefined when it carries nothing for one. */
export const readLink = (hash: string): Promise<SharedText | undefined> => readFragment(dashboard, hash);

/** Settings that came from outside, looked into and not yet taken. */
export type SharedState =
  | { readonly status: 'ready'; readonly state: DashboardState }
  | { readonly status: 'newer' }
  | { readonly status: 'refused'; readonly problems: readonly Problem[] };

function inside(problems: readonly Problem[], at: string): Problem[] {
  return problems.map((problem) => ({ ...problem, path: problem.path === '' ? at : `${at}.${problem.path}` }));
}

/** Faults of what the settings hold of the simulator's: scenarios that somebody brought, and prices. */
function contentProblems({ alternatives, prices }: DashboardState): Problem[] {
  const scenarios = alternatives.flatMap(({ from }, index) => {
    if (!('own' in from)) return [];
    const parsed = parseScenario(from.own);
    return parsed.ok ? [] : inside(parsed.problems, `alternatives[${index}].from.own`);
  });
  if (prices === undefined) return scenarios;
  const parsed = parseWith(priceChangesSchema, prices);
  return [...scenarios, ...inside(parsed.ok ? [] : parsed.problems, 'prices'), ...findPriceProblems(prices, 'prices')];
}

const isNewer = (value: unknown) =>
  typeof value === 'object' && value !== null && Number((value as { version?: unknown }).version) > 1;

/** Judges the text of a link or a file in full, so that a person decides about something that can be used. Runs nothing. */
export function judgeShared(
  text: string,
  problems: readonly Problem[],
  version: number,
  data: WidgetData,
): SharedState {
  const read = readJson(text);
  if (version > fragmentVersion || isNewer(read.value)) return { status: 'newer' };
  const faults = [...problems, ...(problems.length === 0 ? read.problems : [])];
  if (faults.length > 0) return { status: 'refused', problems: faults };
  const parsed = parseDashboardState(read.value, data);
  const inner = parsed.ok ? contentProblems(parsed.value) : parsed.problems;
  return parsed.ok && inner.length === 0
    ? { status: 'ready', state: parsed.value }
    : { status: 'refused', problems: inner };
}
