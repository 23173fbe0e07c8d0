import * as z from '../../../../kit/zod.ts';
import { awsParameters } from './parameters.ts';

/** The keys of the four forms of exponential backoff. */
export const awsShape = {
  maximumRetries: z._default(awsParameters.maximumRetries.schema, 2),
  baseSeconds: z._default(awsParameters.baseSeconds.schema, 0.1),
  capSeconds: z._default(awsParameters.capSeconds.schema, 20),
};

/** A cap below the base would make every wait the cap. */
export const capAboveBase = z.refine<{ baseSeconds: number; capSeconds: number }>(
  ({ baseSeconds, capSeconds }) => capSeconds >= baseSeconds,
  { message: 'a cap of at least baseSeconds | Raise capSeconds or lower baseSeconds.', path: ['capSeconds'] },
);

export const awsOptional = ['maximumRetries', 'baseSeconds', 'capSeconds'] as const;
