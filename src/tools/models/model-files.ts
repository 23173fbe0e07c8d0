import type { ModelList } from '../../../widgets/engines/inference/model-list.ts';
import { formatJson } from './format-json.ts';
import { heldOutRows } from './held-out-rows.ts';
import type { TitanicModel } from './titanic-model.ts';

/** Every file that `npm run models` writes into `public/models`, by its name. `csv` is the text of `titanic.csv`. */
export function modelFiles(models: readonly TitanicModel[], csv: string): ReadonlyMap<string, Uint8Array> {
  const list: ModelList = {
    models: models.map(({ manifest: { id, card, title, precision, bytes } }) => ({
      id,
      card,
      title,
      precision,
      bytes,
    })),
  };
  return new Map<string, Uint8Array>([
    ...models.flatMap(({ bytes, manifest }): [string, Uint8Array][] => [
      [manifest.file, bytes],
      [`${manifest.id}.json`, Buffer.from(formatJson(manifest))],
    ]),
    ['titanic.held-out.json', Buffer.from(formatJson(heldOutRows(csv)))],
    ['index.json', Buffer.from(formatJson(list))],
  ]);
}
