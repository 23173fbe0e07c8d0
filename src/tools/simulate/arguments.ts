import { parseArgs } from 'node:util';
import { Refusal } from './refusal.ts';

export const USAGE =
  'Usage: npm run --silent simulate -- FILE [--seed N] [--replications N] [--json]\nFILE is a scenario in JSON; - reads standard input.';

export interface CommandArguments {
  readonly file: string;
  readonly seed: number | undefined;
  readonly replications: number | undefined;
  readonly isJson: boolean;
}

function wholeNumber(name: string, text: string | undefined, minimum: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= minimum) return value;
  throw new Refusal([
    `--${name}: expected a whole number of at least ${minimum}, found ${JSON.stringify(text)}. Write for example --${name} 1.`,
    USAGE,
  ]);
}

/** Reads the command line after the program's name. Throws a `Refusal`. */
export function readArguments(args: readonly string[]): CommandArguments {
  const options = { seed: { type: 'string' }, replications: { type: 'string' }, json: { type: 'boolean' } } as const;
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Refusal([(error as Error).message, USAGE]);
  }
  const [file, ...rest] = parsed.positionals;
  if (file === undefined || rest.length > 0) {
    throw new Refusal([`Expected one scenario file, found ${parsed.positionals.length}.`, USAGE]);
  }
  const { seed, replications, json } = parsed.values;
  return {
    file,
    seed: wholeNumber('seed', seed, 0),
    replications: wholeNumber('replications', replications, 1),
    isJson: json ?? false,
  };
}
