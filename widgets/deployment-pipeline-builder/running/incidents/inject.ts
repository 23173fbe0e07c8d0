import { parseScenario } from '../../../engines/simulator/parse-scenario.ts';
import { formatProblem } from '../../../kit/problem.ts';
import type { BuilderSession } from '../../builder-session.svelte.ts';
import { formatMoment } from '../format-moment.ts';
import type { Incident } from './incident.ts';

/**
 * Changes the scenario by an incident at a moment; a run that is watched goes on with it: what has happened so far is simulated anew with the same seed and
 * is the same. The sentence says what was done, or what is wrong where the changed scenario could not run.
 */
export function inject(session: BuilderSession, incident: Incident, target: string, atSeconds: number): string {
  const { draft, live } = session;
  const changed = incident.apply(draft, target, atSeconds);
  const parsed = parseScenario(changed);
  if (!parsed.ok) return `${incident.label} is not possible here: ${formatProblem(parsed.problems[0]!)}`;
  const wasWatched = live.isCurrent && live.state !== 'idle';
  const fromSeconds = Math.min(live.context.reachedSeconds, atSeconds);
  const isPaused = live.state !== 'running';
  const message = `${incident.label} at t = ${formatMoment(atSeconds)}, ${target}.`;
  session.edit({ type: 'replace', scenario: changed, label: incident.label, message });
  if (wasWatched && !live.isCurrent && session.draft === changed) void live.begin({ fromSeconds, isPaused });
  return message;
}
