import { describe, expect, it } from 'vitest';
import type { ComponentKind } from '../../../../widgets/engines/simulator/components/component-kind.ts';
import { componentKinds } from '../../../../widgets/engines/simulator/components/index.ts';
import { formParametersOf } from '../../../../widgets/engines/simulator/forms/form-parameters.ts';

const kinds = componentKinds as readonly unknown[] as readonly ComponentKind[];

interface Def {
  readonly type: string;
  readonly innerType?: { _zod: { def: Def } };
  readonly shape?: Readonly<Record<string, { _zod: { def: Def } }>>;
  readonly options?: readonly { _zod: { def: Def } }[];
  readonly discriminator?: string;
}

/** Every path of a schema that a person can write, lists as one. */
function pathsOf({ _zod: { def } }: { _zod: { def: Def } }, path = ''): string[] {
  const inside = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (def.innerType) return pathsOf(def.innerType, path);
  if (def.shape) return Object.entries(def.shape).flatMap(([key, schema]) => pathsOf(schema, inside(key)));
  if (def.options) return def.options.flatMap((option) => pathsOf(option, path));
  return [path];
}

/** What is set elsewhere: the name, the place and the ways of a component; and what a browser cannot read (a trace file by its path). */
const elsewhere = /^(id|kind|label|place|to|arrivals\.(file|only)|serviceTime\.model)$/;

describe('formParametersOf', () => {
  it.each(kinds.map((info) => [info.kind, info] as const))('covers every key of %s', (_, info) => {
    const known = new Set(formParametersOf(info).map(({ path }) => path));
    const missing = [...new Set(pathsOf(info.schema as never))].filter(
      (path) => !known.has(path) && !elsewhere.test(path),
    );
    // `fullAtRequests` of a gateway is refused: its classes are shares of the rate limit.
    expect(missing.filter((path) => !(info.kind === 'gateway' && path === 'shedding.fullAtRequests'))).toEqual([]);
  });

  it('every list says what its entries are, and the start of each parameter lies within its bounds', () => {
    const lists = kinds.flatMap((info) => formParametersOf(info)).filter(({ kind }) => kind === 'list');
    expect(lists.length).toBeGreaterThan(10);
    for (const { items = [], label, path } of lists) {
      expect(items.length, path).toBeGreaterThan(0);
      expect(label).toMatch(/\S/);
      for (const { default: start, minimum = -Infinity, maximum = Infinity, choices, meaning } of items) {
        expect(meaning).toMatch(/\.$/);
        if (typeof start === 'number') expect(start >= minimum && start <= maximum, path).toBe(true);
        if (choices) expect(choices).toContain(start);
      }
    }
  });
});
