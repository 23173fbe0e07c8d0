import { parseArgs } from 'node:util';
import { Refusal } from './refusal.ts';
import { readSweep, type Sweep } from './sweep.ts';

export const USAGE = `Usage: npm run --silent simulate -- FILE [options]
       npm run --silent simulate -- --merge SHARD.json SHARD.json … [--json] [--timeline FILE.csv]
FILE is a scenario in JSON; - reads standard input.
  --seed N              start of the random numbers
  --replications N      independent runs
  --warm-up N|mser5     seconds to leave out at the start, or found by the MSER-5 rule
  --json                the result as JSON
  --timeline FILE.csv   the course of the first replication, as CSV; - writes it to standard output in place of the result
  --sweep KEY=A..B:N    N runs with the key from A to B in equal steps (:Nlog in equal ratios); several give every combination
  --shard I/N           only the I-th of N shares of the work, as JSON for --merge
  --prices FILE         prices in place of the built-in ones, as JSON
  --curve FILE          the service curve of a model, for measured service times; may be repeated
  --workers N           processors to use at once; all of them unless stated. The result does not depend on it
A key is a path such as components.model.replicas (a component by its id) or run.durationSeconds.
Exit code: 0 when it ran (in a sweep: when some point meets all objectives), 1 when an objective is not met, 2 when something is refused.`;

export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

interface OutputArguments {
  readonly isJson: boolean;
  readonly timeline: string | undefined;
}

export interface RunArguments extends OutputArguments {
  readonly mode: 'run';
  readonly file: string;
  readonly seed: number | undefined;
  readonly replications: number | undefined;
  readonly warmUp: number | 'mser5' | undefined;
  readonly sweeps: readonly Sweep[];
  readonly shard: Shard | undefined;
  readonly curveFiles: readonly string[];
  readonly priceFile: string | undefined;
  readonly workers: number | undefined;
}

export interface MergeArguments extends OutputArguments {
  readonly mode: 'merge';
  readonly files: readonly string[];
}

const OPTIONS = {
  seed: { type: 'string' },
  replications: { type: 'string' },
  'warm-up': { type: 'string' },
  json: { type: 'boolean' },
  timeline: { type: 'string' },
  sweep: { type: 'string', multiple: true },
  shard: { type: 'string' },
  merge: { type: 'boolean' },
  curve: { type: 'string', multiple: true },
  prices: { type: 'string' },
  workers: { type: 'string' },
} as const;

type Parsed = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>;

const refused = (problem: string): Refusal => new Refusal([problem, USAGE]);

function wholeNumber(name: string, text: string | undefined, minimum: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= minimum) return value;
  throw refused(
    `--${name}: expected a whole number of at least ${minimum}, found ${JSON.stringify(text)}. Write for example --${name} 1.`,
  );
}

function readWarmUp(text: string | undefined): number | 'mser5' | undefined {
  if (text === undefined || text === 'mser5') return text;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw refused(
    `--warm-up: expected seconds or mser5, found ${JSON.stringify(text)}. Write for example --warm-up 300.`,
  );
}

function readShard(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined;
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.map(Number) ?? [];
  if (index !== undefined && count !== undefined && index >= 1 && index <= count) return { index, count };
  throw refused(
    `--shard: expected I/N with I from 1 to N, found ${JSON.stringify(text)}. Write for example --shard 1/4.`,
  );
}

function parse(args: readonly string[]): Parsed {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw refused((error as Error).message);
  }
}

function readMerge({ values, positionals }: Parsed, output: OutputArguments): MergeArguments {
  const allowed = ['merge', 'json', 'timeline'];
  const other = Object.keys(values).find((name) => !allowed.includes(name));
  if (other) throw refused(`--${other}: expected not to be there, found it with --merge. The shards say what was run.`);
  if (positionals.length === 0) throw refused('--merge: expected the files of all shards, found none.');
  return { mode: 'merge', files: positionals, ...output };
}

/** Reads the command line after the program's name. Throws a `Refusal`. */
export function readArguments(args: readonly string[]): RunArguments | MergeArguments {
  const parsed = parse(args);
  const { values, positionals } = parsed;
  const output = { isJson: values.json ?? false, timeline: values.timeline };
  if (values.merge) return readMerge(parsed, output);
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw refused(`Expected one scenario file, found ${positionals.length}.`);
  const sweeps = (values.sweep ?? []).map(readSweep);
  if (values.timeline !== undefined && (sweeps.length > 0 || values.shard !== undefined))
    throw refused('--timeline: expected one run, found it with --sweep or --shard. A merged run has its timeline.');
  return {
    mode: 'run',
    file,
    seed: wholeNumber('seed', values.seed, 0),
    replications: wholeNumber('replications', values.replications, 1),
    warmUp: readWarmUp(values['warm-up']),
    sweeps,
    shard: readShard(values.shard),
    curveFiles: values.curve ?? [],
    priceFile: values.prices,
    workers: wholeNumber('workers', values.workers, 1),
    ...output,
  };
}
