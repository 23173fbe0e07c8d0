import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Style as a test: the arrows of the imports, what engines may not call, and how long files are. See the README, "How the code is laid out". */

const source = /\.(ts|mjs|svelte|astro|mdx)$/;
const files = ['src', 'widgets', 'test', 'content'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && source.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name)),
);
const read = (file: string) => readFileSync(file, 'utf8');
const linesOf = (file: string) => read(file).split('\n').length - 1;
/** Rendered pages and tests come out of one list; fixtures are data. */
const code = files.filter((file) => !file.includes('/fixtures/'));

/** The layers, from the top; a file may import from its own layer and from those below. */
const layers = [
  'src/pages',
  'src/layouts',
  'src/components',
  'src/lesson',
  'src/course',
  'island',
  'engine',
  'kit',
] as const;

function layerOf(file: string): number | undefined {
  if (file.startsWith('widgets/kit/')) return layers.indexOf('kit');
  if (file.startsWith('widgets/engines/')) return layers.indexOf('engine');
  if (file.startsWith('widgets/')) return layers.indexOf('island');
  const index = layers.findIndex((layer) => file.startsWith(`${layer}/`));
  return index < 0 ? undefined : index;
}

/** The folder of an island or an engine: `widgets/quiz`, `widgets/engines/record`. */
function unitOf(file: string): string | undefined {
  return /^widgets\/(?!kit\/)(?:engines\/)?[^/]+\//.exec(file)?.[0];
}

function importsOf(file: string): string[] {
  const text = read(file);
  const found = [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"](\.[^'"]+)['"]/g),
    ...text.matchAll(/import\s*\(\s*['"](\.[^'"]+)['"]/g),
    ...text.matchAll(/(?:^|\n)\s*import\s*['"](\.[^'"]+)['"]/g),
  ];
  return found.map((match) => normalize(join(dirname(file), match[1]!.replace(/\?.*$/, ''))));
}

describe('imports', () => {
  it('point downwards: pages, layouts, components, islands, engines, kit', () => {
    const wrong = code.flatMap((file) => {
      const from = layerOf(file);
      if (from === undefined) return [];
      return importsOf(file)
        .filter((target) => (layerOf(target) ?? from) < from || target.startsWith('test/'))
        .map((target) => `${file} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('never join two islands or two engines', () => {
    const wrong = code.flatMap((file) => {
      const unit = unitOf(file);
      if (unit === undefined) return [];
      return importsOf(file)
        .filter((target) => {
          const other = unitOf(target);
          return (
            other !== undefined &&
            other !== unit &&
            (unit.startsWith('widgets/engines/') || !other.startsWith('widgets/engines/'))
          );
        })
        .map((target) => `${file} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('of zod come from widgets/kit/zod.ts in the browser, where it is told to compile no code', () => {
    const exempt = /^widgets\/kit\/zod\.ts$/;
    const wrong = code.filter(
      (file) => file.startsWith('widgets/') && !exempt.test(file) && /from 'zod(\/[^']*)?'/.test(read(file)),
    );
    expect(wrong).toEqual([]);
  });

  it('are absent from content and never come from test', () => {
    const wrong = code
      .filter((file) => !file.startsWith('test/'))
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => target.startsWith('test/') && !/^test\/(chromium|firefox)\.mjs$/.test(target))
          .map((target) => `${file} imports ${target}`),
      );
    const content = files.filter((file) => file.startsWith('content/') && /^import\s/m.test(read(file)));
    expect([...wrong, ...content]).toEqual([]);
  });

  it('name files that exist, with their ending', () => {
    const wrong = code.flatMap((file) =>
      importsOf(file)
        .filter((target) => !existsSync(target))
        .map((target) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('engines', () => {
  /** What an engine may not call, where it may after all, and what to use instead. */
  const banned: { pattern: RegExp; instead: string; except: RegExp }[] = [
    { pattern: /\bMath\.random\b/, instead: 'a random stream given as an argument', except: /^$/ },
    {
      pattern: /\bDate\.now\b|\bnew Date\(\)/,
      instead: 'a clock given as an argument',
      except: /record\/(browser|open)[^/]*\.ts$/,
    },
    { pattern: /\bperformance\.now\b/, instead: 'a clock given as an argument', except: /\/worker\.ts$/ },
    { pattern: /\bdocument\.[a-z]|\bwindow\.[a-z]/, instead: 'an island', except: /^$/ },
    { pattern: /from 'svelte|from 'zod'/, instead: 'zod/mini, and no Svelte', except: /^$/ },
    // Transcendental functions differ in the last bit between browsers. Theory and prices are not part of a run.
    {
      pattern:
        /\bMath\.(?:a?(?:sin|cos|tan)h?|atan2|exp|expm1|log|log1p|log10|log2|pow|cbrt|hypot)\b|(?<!\b\d+ )\*\*|\*\*(?! -?\d+\b(?!\.))/,
      instead: 'widgets/engines/simulator/math.ts, or a product',
      except: /^widgets\/engines\/(?!simulator\/)|simulator\/(?:math\.ts$|theory\/|cost\/)/,
    },
  ];
  it('call no clock, no global randomness and no page', () => {
    const engines = code.filter((file) => file.startsWith('widgets/engines/'));
    expect(engines.length).toBeGreaterThan(10);
    const wrong = engines.flatMap((file) => {
      const text = read(file)
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/\/\/.*$/gm, '');
      return banned
        .filter(({ pattern, except }) => pattern.test(text) && !except.test(file))
        .map(({ pattern, instead }) => `${file}: ${pattern} (use ${instead})`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('files', () => {
  const longest = (pattern: RegExp, limit: number) =>
    code.filter((file) => pattern.test(file) && linesOf(file) > limit).map((file) => `${file}: ${linesOf(file)} lines`);
  const quantile = (lengths: number[], share: number) =>
    lengths.sort((a, b) => a - b)[Math.floor((lengths.length - 1) * share)]!;

  it('are short: no TypeScript over 300 lines, no component over 150, no .astro over 100', () => {
    expect([...longest(/\.(ts|mjs)$/, 300), ...longest(/\.svelte$/, 150), ...longest(/\.astro$/, 100)]).toEqual([]);
  });

  it('in TypeScript are half under 80 lines and nine in ten under 200', () => {
    const lengths = code.filter((file) => /\.ts$/.test(file)).map(linesOf);
    expect(quantile(lengths, 0.5)).toBeLessThan(80);
    expect(quantile(lengths, 0.9)).toBeLessThan(200);
  });

  it('are not kept in folders called utils or helpers, and are named in kebab-case or PascalCase', () => {
    const wrong = code.filter(
      (file) =>
        /\/(utils?|helpers?)(\/|\.)/.test(file) ||
        !/^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|[A-Z][A-Za-z0-9]*|\[\.*[a-z]+\])\.[a-z]+$/.test(file.split('/').at(-1)!),
    );
    expect(wrong).toEqual([]);
  });

  it('that are skipped, focused or unfinished do not exist', () => {
    const marks = /\b(?:it|test|describe)\.(?:only|skip|todo|fixme)\b|\bTO(?:DO)\b|\bFIX(?:ME)\b/;
    expect(code.filter((file) => marks.test(read(file)) && file !== 'test/tidy.test.ts')).toEqual([]);
  });
});

describe('package.json', () => {
  const packages = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'devDependencies' | 'optionalDependencies',
    Record<string, string>
  >;
  const all = { ...packages.dependencies, ...packages.devDependencies, ...packages.optionalDependencies };

  it('pins every dependency exactly', () => {
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it("names only dependencies that the README's table justifies", () => {
    const readme = read('README.md');
    expect(Object.keys(all).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('names only dependencies that are used', () => {
    const texts = [...code, 'src/styles/base.css', 'astro.config.mjs', 'package.json', 'tsconfig.json']
      .map((file) => (file === 'package.json' ? JSON.stringify(JSON.parse(read(file)).scripts) : read(file)))
      .join('\n');
    const byTool: Record<string, RegExp> = {
      '@astrojs/check': /astro', 'check'/,
      '@biomejs/biome': /'biome'/,
      'html-validate': /'html-validate'/,
      typescript: /astro', 'check'/,
      'svelte-check': /'svelte-check'/,
      '@types/node': /node:/,
    };
    const unused = Object.keys({ ...packages.dependencies, ...packages.devDependencies }).filter((name) => {
      const pattern =
        byTool[name] ??
        (name.startsWith('@types/')
          ? new RegExp(`['"]${name.slice(7)}['"]`)
          : new RegExp(`['"(]${name}(/[^'"]*)?['")?]`));
      return !pattern.test(texts);
    });
    expect(unused).toEqual([]);
  });
});
