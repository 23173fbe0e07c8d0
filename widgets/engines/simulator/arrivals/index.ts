import { deterministic } from './deterministic.ts';
import { diurnal } from './diurnal.ts';
import { gamma } from './gamma.ts';
import { poisson } from './poisson.ts';
import { step } from './step.ts';
import { trace } from './trace.ts';

/** Every arrival process that a source can have. */
export const arrivalProcesses = [poisson, deterministic, gamma, diurnal, step, trace] as const;
