import { awsDecorrelated } from './aws-decorrelated.ts';
import { awsEqualJitter } from './aws-equal-jitter.ts';
import { awsFullJitter } from './aws-full-jitter.ts';
import { envoy } from './envoy.ts';
import { exponential } from './exponential.ts';
import { fixed } from './fixed.ts';
import { resilience4j } from './resilience4j.ts';

/** Every way of backing off that a caller can have. */
export const backoffPolicies = [
  envoy,
  awsFullJitter,
  awsEqualJitter,
  awsDecorrelated,
  exponential,
  resilience4j,
  fixed,
] as const;
