import type { Problem } from '../../../kit/problem.ts';
import { functionProducts, priceBook } from '../cost/price-book.ts';

/** The keys of a function as far as they can be read. */
interface LooseFunction {
  readonly path: string;
  readonly place: string;
  readonly product: string;
  readonly account: number;
  readonly reserved: number | undefined;
  readonly provisioned: number;
}

type Loose = Readonly<Record<string, unknown>>;

const numberOr = <Otherwise>(value: unknown, otherwise: Otherwise) => (typeof value === 'number' ? value : otherwise);
const textOr = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise);

/** The names of products whose provisioned instances have a price. */
const priced = functionProducts.filter((name) => priceBook.functions[name]!.provisioned);

/** Functions whose keys contradict each other: more reserved or provisioned than there is, or provisioned where no price is known. */
export function findFunctionsProblems(input: unknown): Problem[] {
  const components = (input as { components?: unknown } | null | undefined)?.components;
  const functions = (Array.isArray(components) ? components : []).flatMap(readFunction);
  return [...functions.flatMap(ownProblems), ...accountProblems(functions)];
}

function readFunction(component: unknown, index: number): LooseFunction[] {
  const { kind, place, product, accountConcurrency, reservedConcurrency, provisionedConcurrency } = (component ??
    {}) as Loose;
  if (kind !== 'functions') return [];
  return [
    {
      path: `components[${index}]`,
      place: textOr(place, 'cloud'),
      product: textOr(product, 'lambda-x86'),
      account: numberOr(accountConcurrency, 1000),
      reserved: numberOr(reservedConcurrency, undefined),
      provisioned: numberOr(provisionedConcurrency, 0),
    },
  ];
}

function ownProblems({ path, product, reserved, provisioned }: LooseFunction): Problem[] {
  if (!(provisioned > 0)) return [];
  const problems: Problem[] = [];
  const place = { path: `${path}.provisionedConcurrency`, found: `${provisioned}` };
  if (reserved !== undefined && provisioned > reserved) {
    problems.push({
      ...place,
      expected: `at most ${reserved}, the reserved concurrency`,
      fix: 'Provisioned instances are part of the reserve: reserve more or provision fewer.',
    });
  }
  if (functionProducts.includes(product) && !priced.includes(product)) {
    problems.push({
      ...place,
      expected: `0 with the product "${product}"`,
      fix: `The price book has no price for its provisioned instances: use ${priced.join(' or ')}, or leave the key out.`,
    });
  }
  return problems;
}

/** All functions at one place share an account: one limit, and not more reserved and provisioned than it has. */
function accountProblems(functions: readonly LooseFunction[]): Problem[] {
  return functions.flatMap((first, i) => {
    if (functions.findIndex(({ place }) => place === first.place) !== i) return [];
    const members = functions.filter(({ place }) => place === first.place);
    const differing = members.filter(({ account }) => account !== first.account);
    if (differing.length > 0) {
      return differing.map(({ path, account }) => ({
        path: `${path}.accountConcurrency`,
        expected: `${first.account}, as ${first.path} says`,
        found: `${account}`,
        fix: 'All functions at one place share one account: give them the same limit, or another place.',
      }));
    }
    const taken = members.reduce((sum, { reserved, provisioned }) => sum + (reserved ?? provisioned), 0);
    if (!(taken > first.account)) return [];
    return [
      {
        path: `${first.path}.accountConcurrency`,
        expected: `at least ${taken}, which the functions at "${first.place}" reserve or provision`,
        found: `${first.account}`,
        fix: 'Raise the limit of the account, or reserve and provision less.',
      },
    ];
  });
}
