import { findComponent } from '../../draft.ts';
import { reachedOfKinds, withComponent } from './in-draft.ts';
import type { Incident } from './incident.ts';

export const cacheFlush: Incident = {
  name: 'cache-flush',
  label: 'Cache flushed',
  meaning: 'The cache loses everything at once: every request is a miss until it has filled again.',
  whyNot: 'No cache that is not emptied at some time already.',
  targets: (draft) =>
    reachedOfKinds(draft, ['cache']).filter(({ value }) => findComponent(draft, value)!.restartAtSeconds === undefined),
  apply: (draft, target, atSeconds) =>
    withComponent(draft, target, (cache) => ({ ...cache, restartAtSeconds: atSeconds })),
};
