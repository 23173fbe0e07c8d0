import { triton } from './triton.ts';

/** Every batching mode that a model server can have. */
export const batchingModes = [triton] as const;
