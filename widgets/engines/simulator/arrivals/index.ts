import { closed } from './closed.ts';
import { counts } from './counts.ts';
import { deterministic } from './deterministic.ts';
import { diurnal } from './diurnal.ts';
import { gamma } from './gamma.ts';
import { mmpp } from './mmpp.ts';
import { poisson } from './poisson.ts';
import { rateTable } from './rate-table.ts';
import { step } from './step.ts';
import { trace } from './trace.ts';

/** Every arrival process that does not wait for answers (an open loop): any source can have one. */
export const arrivalProcesses = [poisson, deterministic, gamma, diurnal, rateTable, mmpp, step, trace, counts] as const;

/** What traffic can have: also a closed loop, which needs answers to wait for. */
export const trafficProcesses = [...arrivalProcesses, closed] as const;
