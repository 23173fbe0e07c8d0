import { distilled } from './distilled.ts';
import { fp16 } from './fp16.ts';
import { fp8 } from './fp8.ts';
import { int4 } from './int4.ts';
import { int8 } from './int8.ts';
import { original } from './original.ts';
import { pruned } from './pruned.ts';

/** Every variant of a model that a server can run, the one that is given first. */
export const modelVariants = [original, fp16, int8, fp8, int4, pruned, distilled] as const;
