import {
  type Challenge,
  builderChallengeSchema,
} from '../../../widgets/deployment-pipeline-builder/challenges/challenge.ts';
import { startOf } from '../../../widgets/deployment-pipeline-builder/challenges/judge-challenge.ts';
import { applyCommand } from '../../../widgets/deployment-pipeline-builder/commands/apply.ts';
import type { Draft } from '../../../widgets/deployment-pipeline-builder/draft.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../../engines/simulator/accept.ts';

/** A challenge whose numbers can be worked out by hand: a constant second of work every two seconds, and then every half second. */
export const written = {
  widget: 'deployment_pipeline_builder',
  id: 'twice-as-fast',
  title: 'Twice as fast',
  task: 'Answer every request within 1.2 s.',
  start: {
    components: [
      { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 0.5 }, to: 'model' },
      {
        id: 'model',
        kind: 'modelServer',
        replicas: 1,
        queueCapacity: 4,
        serviceTime: { distribution: 'deterministic', meanSeconds: 1 },
      },
    ],
    run: { seed: 7, durationSeconds: 120, warmUpSeconds: 20, replications: 2 },
  },
  free: ['model.replicas'],
  prediction: { question: 'Which share is answered?', metric: 'availability.requestsAnswered', unit: '%', within: 0.1 },
  objectives: [
    {
      metric: 'sojournTimeSeconds.max',
      atMost: 1.2,
      says: 'Nobody waits longer than 1.2 s',
      hint: 'Two a second need two servers.',
    },
    { metric: 'requests.rejected', atMost: 0, says: 'Nobody is turned away', hint: 'The queue is full.' },
  ],
  hints: ['Count the servers.'],
  solution: [{ type: 'setParameter', id: 'model', path: 'replicas', value: 2 }],
  explain: 'Two servers answer two requests a second.',
} as const;

export const challenge: Challenge = builderChallengeSchema.parse(structuredClone(written));

/** Where the challenge begins, and its solution: a second server. */
export const start = startOf(challenge);
export const solved = applyCommand(start, { type: 'setParameter', id: 'model', path: 'replicas', value: 2 }).scenario;

export const runDraft = (draft: Draft) => simulate(accept(draft));
