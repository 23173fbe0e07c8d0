export { type BulkServiceTheory, bulkService } from './bulk-service.ts';
export { erlangB, erlangC, type MmcTheory, mmc } from './erlang.ts';
export { allenCunneenMeanWaitingSeconds, kingmanMeanWaitingSeconds } from './kingman.ts';
export { meanNumberInSystem, utilisation } from './littles-law.ts';
export { md1MeanWaitingSeconds, md1WaitingProbability, mg1MeanWaitingSeconds } from './mg1.ts';
export { type Mm1kTheory, mm1k } from './mm1k.ts';
export { studentT975 } from './student-t.ts';
