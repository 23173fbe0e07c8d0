import { argoRollouts } from './argo-rollouts.ts';
import { blueGreen } from './blue-green.ts';
import { flagger } from './flagger.ts';

/** Every strategy by which a router moves traffic to a new version. */
export const deliveryStrategies = [argoRollouts, flagger, blueGreen] as const;
