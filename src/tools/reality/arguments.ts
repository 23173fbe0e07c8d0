import { parseArgs } from 'node:util';
import { LONGEST_RUN_SECONDS } from '../../../widgets/engines/simulator/reality/real-plan.ts';
import { Refusal } from '../simulate/refusal.ts';

export const USAGE = `Usage: npm run --silent reality -- FILE [options]
FILE is a scenario in JSON with one model and a "measured" service time; - reads standard input.
Examples are in src/tools/reality/examples. It is run for real on this machine: measured, predicted by the simulator, executed at the scenario's own moments, compared.
  --json              the comparison as JSON
  --seconds N         only the first N seconds of the scenario, at most ${LONGEST_RUN_SECONDS}
  --rows N            rows that one request asks to be scored; 1 unless stated
  --replications N    runs, one after the other, each with the simulator's arrivals of that replication; 1 unless stated
  --in-process        without HTTP; log and batch scenarios always are
Exit code: 0 when it ran, 2 when something is refused.`;

export interface RealityArguments {
  readonly file: string;
  readonly isJson: boolean;
  readonly isInProcess: boolean;
  readonly seconds: number | undefined;
  readonly rows: number;
  readonly replications: number;
}

const refused = (problem: string): Refusal => new Refusal([problem, USAGE]);

function numberWithin(name: string, text: string, [least, most]: readonly [number, number], isWhole: boolean): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most && (!isWhole || Number.isInteger(value))) return value;
  const kind = isWhole ? 'a whole number' : 'a number';
  throw refused(
    `--${name}: expected ${kind} from ${least} to ${most}, found ${JSON.stringify(text)}. Write for example --${name} ${least}.`,
  );
}

/** Reads the command line after the program's name. Throws a `Refusal`. */
export function readArguments(args: readonly string[]): RealityArguments {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw refused((error as Error).message);
  }
  const { values, positionals } = parsed;
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw refused(`Expected one scenario file, found ${positionals.length}.`);
  return {
    file,
    isJson: values.json,
    isInProcess: values['in-process'],
    seconds:
      values.seconds === undefined
        ? undefined
        : numberWithin('seconds', values.seconds, [0.5, LONGEST_RUN_SECONDS], false),
    rows: numberWithin('rows', values.rows, [1, 4096], true),
    replications: numberWithin('replications', values.replications, [1, 10], true),
  };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      'in-process': { type: 'boolean', default: false },
      seconds: { type: 'string' },
      rows: { type: 'string', default: '1' },
      replications: { type: 'string', default: '1' },
    },
  });
}
