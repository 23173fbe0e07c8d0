import { affine } from './affine.ts';
import { boundedPareto } from './bounded-pareto.ts';
import { carried } from './carried.ts';
import { deterministic } from './deterministic.ts';
import { empirical } from './empirical.ts';
import { erlang } from './erlang.ts';
import { exponential } from './exponential.ts';
import { lognormal } from './lognormal.ts';
import { measured } from './measured.ts';

/** Every service law that a compute component can have. */
export const serviceLaws = [
  deterministic,
  exponential,
  erlang,
  lognormal,
  boundedPareto,
  empirical,
  measured,
  affine,
  carried,
] as const;
