import { readFileSync } from 'node:fs';
import { type ModelManifest, parseManifest } from '../../widgets/engines/inference/manifest.ts';
import { type HeldOut, parseHeldOut } from '../../widgets/model-lab/held-out.ts';
import { parseWidgetData, type WidgetData } from '../../widgets/model-lab/widget-data.ts';
import type { Parsed } from '../../widgets/kit/problem.ts';

const folder = new URL('../../public/', import.meta.url);

function read<T>(path: string, parse: (input: unknown) => Parsed<T>): T {
  const parsed = parse(JSON.parse(readFileSync(new URL(path, folder), 'utf8')));
  if (!parsed.ok) throw new Error(`public/${path}: ${JSON.stringify(parsed.problems)}`);
  return parsed.value;
}

/** The files that the site ships for the lab. */
export const shippedLab = (): WidgetData => read('widgets/model_lab.titanic.json', parseWidgetData);
export const shippedHeldOut = (): HeldOut => read('models/titanic.held-out.json', parseHeldOut);
export const shippedManifest = (id: string): ModelManifest => read(`models/${id}.json`, parseManifest);
export const modelBytes = (file: string): Uint8Array => readFileSync(new URL(`models/${file}`, folder));
