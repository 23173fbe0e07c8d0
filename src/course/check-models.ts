import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../widgets/kit/nearest.ts';
import { checkModelFiles, type ReadManifest } from './check-model-files.ts';
import type { CourseFolders } from './check-course.ts';
import type { Finding } from './finding.ts';
import { dataCardForms, modelCardForms } from './model-card-forms.ts';
import { type DataCard, dataCardSchema, type ModelCard, modelCardSchema } from './model-card-schema.ts';
import { type CardFile, readCards } from './read-cards.ts';

/** Holds the model cards, the data cards, the manifests and the files against one another. A course without model cards is not asked for models. */
export function checkModels({
  contentFolder,
  publicFolder,
}: Pick<CourseFolders, 'contentFolder' | 'publicFolder'>): Finding[] {
  const folder = join(contentFolder, 'models');
  if (!existsSync(folder)) return [];
  const cards = readCards(folder, modelCardSchema, modelCardForms);
  const dataCards = readCards(join(folder, 'data'), dataCardSchema, dataCardForms);
  const cardIds = cards.flatMap(({ id }) => id ?? []);
  const dataIds = dataCards.flatMap(({ id }) => id ?? []);
  const files = checkModelFiles(join(publicFolder, 'models'), { cardIds, dataIds });
  return [
    ...cards.flatMap((card) => [...card.findings, ...checkCard(card, dataIds, files.manifests)]),
    ...dataCards.flatMap((card) => [...card.findings, ...checkDataFile(card, join(folder, 'data'))]),
    ...files.findings,
  ];
}

function checkCard(
  { file, card, positionOf }: CardFile<ModelCard>,
  dataIds: readonly string[],
  manifests: readonly ReadManifest[],
): Finding[] {
  if (card === undefined) return [];
  const findings: Finding[] = [];
  if (!dataIds.includes(card.data)) {
    const meant = nearest(card.data, dataIds);
    findings.push({
      severity: 'error',
      file,
      ...positionOf(['data']),
      path: 'data',
      expected: 'the id of a data card in content/models/data',
      found: JSON.stringify(card.data),
      fix: meant ? `Did you mean "${meant}"?` : 'Add the data card, or correct the id.',
    });
  }
  if (!manifests.some(({ manifest }) => manifest.card === card.id)) {
    const meant = nearest(
      card.id,
      manifests.map(({ manifest }) => manifest.card),
    );
    findings.push({
      severity: 'error',
      file,
      ...positionOf(['id']),
      path: 'id',
      expected: 'a model with this card: a manifest in public/models',
      found: `none whose "card" is "${card.id}"`,
      fix: `${meant ? `Did you mean "${meant}"? If not, add` : 'Add'} the recipe to src/tools/models/recipes and run \`npm run models\`.`,
    });
  }
  return findings;
}

/** A data card states the rows and the hash of its file, so that nobody trains on other data under the same description. */
function checkDataFile({ file, card, positionOf }: CardFile<DataCard>, folder: string): Finding[] {
  if (card === undefined) return [];
  const fault = (path: keyof DataCard, expected: string, found: string, fix: string): Finding => ({
    severity: 'error',
    file,
    ...positionOf([path]),
    path,
    expected,
    found,
    fix,
  });
  const path = join(folder, card.file);
  if (card.file.includes('/') || !existsSync(path))
    return [
      fault('file', 'a file beside the card', `no file ${JSON.stringify(card.file)}`, 'Add it, or correct the name.'),
    ];
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const rows = bytes.toString('utf8').trim().split('\n').length - 1;
  const fix = `Restore ${card.file}, or describe the new file and run \`npm run models\`.`;
  return [
    ...(sha256 === card.sha256 ? [] : [fault('sha256', `${sha256}, that of ${card.file}`, card.sha256, fix)]),
    ...(rows === card.rows ? [] : [fault('rows', `${rows}, the rows of ${card.file}`, String(card.rows), fix)]),
  ];
}
