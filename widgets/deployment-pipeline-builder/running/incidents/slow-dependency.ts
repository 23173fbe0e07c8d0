import { reachedOfKinds, withComponent } from './in-draft.ts';
import { findComponent } from '../../draft.ts';
import type { Incident } from './incident.ts';

const SLOW = { durationSeconds: 120, factor: 10 };

export const slowDependency: Incident = {
  name: 'slow-dependency',
  label: 'Slow dependency',
  meaning: 'For 2 minutes everything that begins to be served there takes ten times as long. It answers, but late.',
  whyNot: 'No model server, function or feature store that is not slow at some time already.',
  targets: (draft) =>
    reachedOfKinds(draft, ['featureStore', 'functions', 'modelServer']).filter(
      ({ value }) => findComponent(draft, value)!.slowdown === undefined,
    ),
  apply: (draft, target, atSeconds) =>
    withComponent(draft, target, (component) => ({ ...component, slowdown: { atSeconds, ...SLOW } })),
};
