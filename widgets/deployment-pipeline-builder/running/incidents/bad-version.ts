import { freeId } from '../../commands/free-id.ts';
import { type DraftComponent, findComponent } from '../../draft.ts';
import { doorOf, insertBefore, reachedOfKinds } from './in-draft.ts';
import type { Incident } from './incident.ts';

/** Share of its answers that are errors, and how long it is in use before all traffic goes back. */
const FAILURES = 0.3;
const IN_USE_SECONDS = 180;

/** Without what only one of two versions may have. */
function versionOf({ spillOver: _, rollingUpdate: __, ...server }: DraftComponent): DraftComponent {
  return server as DraftComponent;
}

export const badVersion: Incident = {
  name: 'bad-version',
  label: 'Bad model version',
  meaning:
    'A new version takes over all traffic at one instant; three of ten of its answers are errors. After 3 minutes it is rolled back.',
  whyNot: 'No model server that requests reach.',
  targets: (draft) => reachedOfKinds(draft, ['modelServer']),
  apply(draft, target, atSeconds) {
    const server = findComponent(draft, target)!;
    const door = doorOf(draft, target);
    const version = { ...versionOf(server), id: freeId(draft, `${target}-new`), failureProbability: FAILURES };
    const router: DraftComponent = {
      id: freeId(draft, `${target}-versions`),
      kind: 'router',
      ...(server.place === undefined ? {} : { place: server.place }),
      delivery: {
        strategy: 'blueGreen',
        version: version.id,
        startSeconds: atSeconds,
        rollbackSeconds: atSeconds + IN_USE_SECONDS,
        scaleDownDelaySeconds: IN_USE_SECONDS,
      },
      to: [
        { id: door, weight: 1 },
        { id: version.id, weight: 0 },
      ],
    };
    const routed = insertBefore(draft, door, router);
    return { ...routed, components: [...routed.components, version] };
  },
};
