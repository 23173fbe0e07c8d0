import { choiceParameter } from '../parameter.ts';
import { modelVariants } from './index.ts';
import type { ModelVariant, VariantHost } from './model-variant.ts';

/** `variant` of a server: one of those published for its kind. */
export function variantParameter(host: VariantHost) {
  const names = modelVariants.filter((variant) => variant.hosts.includes(host)).map((variant) => variant.name);
  return choiceParameter({
    label: 'Variant of the model',
    choices: names as [string, ...string[]],
    default: 'original',
    meaning:
      'A quantised, pruned or distilled form of the model, as factors on the times that are given. Effects of several are not multiplied.',
    source: 'The publication that each variant names.',
  });
}

/** The variant of that name. Throws an `Error` for a name that no schema accepts. */
export function findVariant(name: string): ModelVariant {
  const variant = modelVariants.find((candidate) => candidate.name === name);
  if (!variant) throw new Error(`No variant of a model is called "${name}".`);
  return variant;
}
