import { freeId } from '../../commands/free-id.ts';
import { type DraftComponent, findComponent } from '../../draft.ts';
import { sourcesOf } from '../../routes.ts';
import { doorOf, insertBefore, reachedOfKinds, withFault } from './in-draft.ts';
import type { Incident } from './incident.ts';

const OUTAGE_SECONDS = 20;
/** Impatient clients without a budget: the anti-pattern of the SRE book, chapter 22. */
const IMPATIENCE = {
  perTryTimeoutSeconds: 1,
  retries: { policy: 'fixed', maximumRetries: 3, waitSeconds: 0.1 },
};

export const retryStorm: Incident = {
  name: 'retry-storm',
  label: 'Retry storm',
  meaning:
    'The model is down for 20 seconds, and clients try again up to three times, without backing off: the load of the retries may keep it down.',
  whyNot: 'No model server or function that requests reach.',
  targets: (draft) => reachedOfKinds(draft, ['functions', 'modelServer']),
  apply(draft, target, atSeconds) {
    const struck = withFault(draft, {
      scope: 'dependency',
      component: target,
      outages: { law: 'scheduled', atSeconds, durationSeconds: OUTAGE_SECONDS },
    });
    const door = doorOf(struck, target);
    const callers = sourcesOf(struck, door).map((id) => findComponent(struck, id)!);
    if (callers.some(({ kind, retries }) => kind === 'proxy' && retries !== undefined)) return struck;
    const { place } = callers[0] ?? {};
    const clients: DraftComponent = {
      id: freeId(struck, `${target}-clients`),
      kind: 'proxy',
      ...(place === undefined ? {} : { place }),
      ...IMPATIENCE,
      patientUntilSeconds: atSeconds,
      to: door,
    };
    return insertBefore(struck, door, clients);
  },
};
