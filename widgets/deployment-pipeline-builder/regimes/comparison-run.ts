/** One run for all regimes, so that they differ in nothing but the regime. */
import { parseScenario } from '../../engines/simulator/parse-scenario.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import type { Parsed } from '../../kit/problem.ts';
import type { Draft, DraftComponent } from '../draft.ts';
import type { Converted } from './convert.ts';

/** An hour after ten minutes: a dozen runs of a batch every five minutes. */
const DURATION_SECONDS = 4200;
const WARM_UP_SECONDS = 600;
const REPLICATIONS = 3;
/** What scores is down for a minute in the middle, while no batch runs. */
const DOWN_AT = 2000;
const DOWN_SECONDS = 60;

/** The same outage, as each regime has it: consumers of a stream die and come back, and what happens meanwhile stays in the log. */
function withOutage(draft: Draft, { regime, modelId }: Converted): Draft {
  if (regime !== 'streaming') {
    const outages = { law: 'scheduled', atSeconds: DOWN_AT, durationSeconds: DOWN_SECONDS };
    return { ...draft, faults: [{ scope: 'dependency', component: modelId, outages }] };
  }
  const die = (component: DraftComponent): DraftComponent => {
    const consumers = typeof component.consumers === 'number' ? component.consumers : 1;
    const changes = ['crash', 'join'].flatMap((change) =>
      Array.from({ length: consumers }, () => ({
        atSeconds: change === 'crash' ? DOWN_AT : DOWN_AT + DOWN_SECONDS,
        change,
      })),
    );
    return { ...component, group: { changes } };
  };
  return {
    ...draft,
    components: draft.components.map((component) => (component.id === modelId ? die(component) : component)),
  };
}

/** The scenario that is compared: the draft with the common run, and with the outage if it is asked for. */
export function comparisonDraft(converted: Converted, hasOutage: boolean): Draft {
  const own = (converted.draft.run ?? {}) as { readonly seed?: number };
  const run = {
    seed: own.seed ?? 1,
    durationSeconds: DURATION_SECONDS,
    warmUpSeconds: WARM_UP_SECONDS,
    replications: REPLICATIONS,
  };
  const timed = { ...converted.draft, run };
  return hasOutage ? withOutage(timed, converted) : timed;
}

export function comparisonScenario(converted: Converted, hasOutage: boolean): Parsed<Scenario> {
  return parseScenario(comparisonDraft(converted, hasOutage));
}
