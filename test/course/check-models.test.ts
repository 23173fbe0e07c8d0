import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkModels } from '../../src/course/check-models.ts';
import { formatFinding } from '../../src/course/format-findings.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** A copy of the course's cards and models to do damage to. */
function copy() {
  const root = mkdtempSync(join(tmpdir(), 'models-'));
  made.push(root);
  const [contentFolder, publicFolder] = [join(root, 'content'), join(root, 'public')];
  cpSync('content/models', join(contentFolder, 'models'), { recursive: true });
  cpSync('public/models', join(publicFolder, 'models'), { recursive: true });
  const at = (path: string) => join(root, path);
  return {
    at,
    edit: (path: string, from: string | RegExp, to: string) =>
      writeFileSync(at(path), readFileSync(at(path), 'utf8').replace(from, to)),
    /** Each finding with the file's name alone. */
    check: () =>
      checkModels({ contentFolder, publicFolder }).map((finding) =>
        formatFinding({ ...finding, file: basename(finding.file) }),
      ),
  };
}

describe('checkModels', () => {
  it('finds nothing wrong with the models of the course', () => {
    expect(checkModels({ contentFolder: 'content', publicFolder: 'public' })).toEqual([]);
  });

  it('asks a course without model cards for nothing', () => {
    expect(checkModels({ contentFolder: 'test/fixtures/course', publicFolder: 'public' })).toEqual([]);
  });

  it('names the line and the fix of every mistake in a card', () => {
    const { edit, check } = copy();
    edit('content/models/titanic-trees.md', 'data: titanic\n', 'data: titanik\nauthor: me\n');
    edit('content/models/titanic-logistic.md', /licence: .*\n/, '');
    edit('content/models/titanic-mlp.md', 'id: titanic-mlp', 'id: titanic-mpl');
    expect(check()).toMatchInlineSnapshot(`
      [
        "titanic-logistic.md:1:1 error licence: expected text, found nothing. Fix: Add, for example, \`licence: MIT, as the rest of this project.\`.",
        "titanic-mlp.md:2:5 error id: expected a model with this card: a manifest in public/models, found none whose "card" is "titanic-mpl". Fix: Did you mean "titanic-mlp"? If not, add the recipe to src/tools/models/recipes and run \`npm run models\`.",
        "titanic-trees.md:5:1 warning author: expected a known key, found the unknown key "author". Fix: It is left out. Known here: id, title, data, intendedUse, licence, limits.",
        "titanic-trees.md:4:7 error data: expected the id of a data card in content/models/data, found "titanik". Fix: Did you mean "titanic"?",
        "titanic-mlp-int8.json:3:11 error card: expected the id of a model card, found "titanic-mlp". Fix: Add content/models/titanic-mlp.md.",
        "titanic-mlp.json:3:11 error card: expected the id of a model card, found "titanic-mlp". Fix: Add content/models/titanic-mlp.md.",
      ]
    `);
  });

  it('holds the data card against the data', () => {
    const { edit, check } = copy();
    edit('content/models/data/titanic.csv', /\n[^\n]*\n$/, '\n');
    const findings = check();
    expect(findings).toHaveLength(2);
    expect(findings[0]).toMatch(
      /^titanic\.md:6:9 error sha256: expected [0-9a-f]{64}, that of titanic\.csv, found f19cad7c1aae/,
    );
    expect(findings[1]).toBe(
      'titanic.md:5:7 error rows: expected 1308, the rows of titanic.csv, found 1309. Fix: Restore titanic.csv, or describe the new file and run `npm run models`.',
    );
  });

  it('holds each manifest against its file', () => {
    const { at, edit, check } = copy();
    const bytes = readFileSync(at('public/models/titanic-trees.onnx'));
    bytes[200]! ^= 1;
    writeFileSync(at('public/models/titanic-trees.onnx'), bytes);
    edit('public/models/titanic-distilled.json', '"accuracy": 0.8104', '"accuracy": 81.04');
    rmSync(at('public/models/titanic-mlp-int8.onnx'));
    writeFileSync(at('public/models/titanic-logistic.json'), '{');
    writeFileSync(at('public/models/stray.onnx'), bytes);
    expect(check().map((text) => text.replace(/[0-9a-f]{64}/g, '<hash>'))).toMatchInlineSnapshot(`
      [
        "titanic-distilled.json:132:17 error metrics.accuracy: expected at most 1, found 81.04. Fix: Run \`npm run models\` to write the manifest again.",
        "titanic-logistic.json:1:1 error: expected a JSON file, found text that is no JSON. Fix: Run \`npm run models\` and commit what it writes.",
        "titanic-mlp-int8.json:6:11 error file: expected a file beside the manifest, found no file "titanic-mlp-int8.onnx". Fix: Run \`npm run models\` and commit what it writes.",
        "titanic-trees.json:8:13 error sha256: expected <hash>, that of titanic-trees.onnx, found <hash>. Fix: Run \`npm run models\` and commit what it writes.",
        "stray.onnx:1:1 error: expected a manifest of the same name beside each model, found none. Fix: Delete the file, or add its recipe to src/tools/models/recipes and run \`npm run models\`.",
      ]
    `);
  });

  it('holds the list against the manifests', () => {
    const { edit, check } = copy();
    edit('public/models/index.json', '"bytes": 9084', '"bytes": 9085');
    expect(check()).toMatchInlineSnapshot(`
      [
        "index.json:2:13 error models: expected the models whose manifests are beside it, as those describe them, found another list (["titanic-mlp-int8","titanic-mlp","Titanic survival, two layers of 64, int8","int8",9085]). Fix: Run \`npm run models\` and commit what it writes.",
      ]
    `);
  });

  it('names a manifest whose card is missing, and a course that has cards and no model', () => {
    const { at, check } = copy();
    rmSync(at('content/models/titanic-trees.md'));
    expect(check()).toMatchInlineSnapshot(`
      [
        "titanic-trees.json:3:11 error card: expected the id of a model card, found "titanic-trees". Fix: Add content/models/titanic-trees.md.",
      ]
    `);
    rmSync(at('public/models'), { recursive: true });
    mkdirSync(at('public/models'));
    const findings = check();
    expect(findings).toHaveLength(5);
    for (const text of findings) expect(text).toContain('expected a model with this card: a manifest in public/models');
  });
});
