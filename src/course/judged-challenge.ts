import { builderType } from '../../widgets/deployment-pipeline-builder/challenges/builder-type.ts';
import type { Challenge } from '../../widgets/deployment-pipeline-builder/challenges/challenge.ts';

/** Whether a challenge of a lesson is one that the course judges. One at another widget is told to its author, and a lesson is complete without it. */
export function isJudged(challenge: { readonly widget: string }): challenge is Challenge {
  return challenge.widget === builderType;
}
