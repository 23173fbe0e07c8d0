import { alibabaBaseModel, alibabaLora } from './alibaba.ts';
import { deterministic } from './deterministic.ts';
import { empirical } from './empirical.ts';
import { exponential } from './exponential.ts';
import { lognormal } from './lognormal.ts';
import { cpuContainer, gpuContainer, gpuNewNode, smallFunction } from './presets.ts';

/** Every law of a cold start: general ones, presets, and measured ones. */
export const coldStartLaws = [
  deterministic,
  exponential,
  lognormal,
  empirical,
  smallFunction,
  cpuContainer,
  gpuContainer,
  gpuNewNode,
  alibabaBaseModel,
  alibabaLora,
] as const;
