import { kserve } from './kserve.ts';
import { tfserving } from './tfserving.ts';
import { torchserve } from './torchserve.ts';
import { triton } from './triton.ts';

/** Every batching mode that a model server can have. */
export const batchingModes = [triton, tfserving, torchserve, kserve] as const;
