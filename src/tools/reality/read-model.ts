import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { type ModelManifest, parseManifest } from '../../../widgets/engines/inference/manifest.ts';
import { describeDevice } from '../../../widgets/engines/inference/device.ts';
import { Refusal, refuse } from '../simulate/refusal.ts';
import type { ThreadInput } from './messages.ts';

const MODELS = new URL('../../../public/models/', import.meta.url);

/** A model file of the course with its manifest. */
export interface ReadModel {
  readonly manifest: ModelManifest;
  readonly bytes: Uint8Array;
}

/** Reads a model of the course by its id. Throws a `Refusal` where there is none. */
export function readModel(id: string): ReadModel {
  const name = `public/models/${id}.json`;
  const file = new URL(`${id}.json`, MODELS);
  if (!existsSync(file))
    throw new Refusal([
      `serviceTime.model: expected the id of a model with a manifest in ${name}, found no such file. Use the id of a model card, or run \`npm run models\`.`,
    ]);
  const parsed = parseManifest(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) refuse(`${name} was refused:`, parsed.problems);
  return { manifest: parsed.value, bytes: readFileSync(new URL(parsed.value.file, MODELS)) };
}

/** What this machine is called in a curve. */
export function thisDevice(): string {
  return `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${describeDevice(navigator)}`;
}

/** What the thread of a model is started with: its batches are made of the manifest's example rows. */
export function threadInput({ manifest, bytes }: ReadModel, rowsPerRequest: number): ThreadInput {
  const { id, input, output, examples } = manifest;
  return {
    model: id,
    bytes,
    inputName: input.name,
    outputName: output.name,
    rows: examples.map(({ features }) => features),
    rowsPerRequest,
    device: thisDevice(),
  };
}
