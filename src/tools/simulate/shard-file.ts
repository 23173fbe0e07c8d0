import { createHash } from 'node:crypto';
import type { Shard } from './arguments.ts';
import { acceptScenario, nameOf, readDocument } from './read-scenario.ts';
import { Refusal } from './refusal.ts';
import type { FinishedTask } from './run-study.ts';
import { labelOf, type Study } from './study.ts';

/** Raised when what a part holds changes, so that shards of different versions are never merged. */
const VERSION = 1;

interface ShardFile {
  readonly slipwayShard: typeof VERSION;
  readonly shard: Shard;
  readonly study: Study;
  readonly finished: readonly FinishedTask[];
  /** Of the text of the three keys above: a file that was cut or edited is not merged. */
  readonly sha256: string;
}

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** JSON writes NaN and the infinities as null: a part that had one would be merged into something else without a word. */
function finite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`"${key}" of a replication is ${value}.`);
  return value;
}

/** A shard's share of the work as text; numbers survive it to the last bit. */
export function formatShard(study: Study, shard: Shard, finished: readonly FinishedTask[]): string {
  const body = { shard, study, finished };
  JSON.stringify(body, finite);
  return JSON.stringify({ slipwayShard: VERSION, ...body, sha256: digest(body) } satisfies ShardFile);
}

function readShardFile(file: string): ShardFile {
  const document = readDocument(file, 'a shard') as ShardFile | null;
  const isShard = typeof document === 'object' && document !== null && document.slipwayShard === VERSION;
  const { shard, study, finished, sha256 } = isShard ? document : ({} as Partial<ShardFile>);
  if (isShard && sha256 === digest({ shard, study, finished })) return document;
  const found = isShard ? 'one that was cut or changed since' : 'something else';
  throw new Refusal([
    `${nameOf(file)}: expected a shard as simulate --shard writes it, version ${VERSION}, found ${found}. Run the shard again.`,
  ]);
}

/** Throws a `Refusal` unless every replication of every point is there exactly once. */
function checkComplete(study: Study, finished: readonly FinishedTask[]): void {
  const seen = new Set(finished.map(({ point, part }) => `${point}/${part.replication}`));
  const total = study.points.length * study.replications;
  if (seen.size === total && finished.length === total) return;
  const missing = study.points.flatMap(({ values }, point) =>
    Array.from({ length: study.replications }, (_, replication) => replication)
      .filter((replication) => !seen.has(`${point}/${replication}`))
      .map((replication) => `${values.length > 0 ? `${labelOf(values)}, ` : ''}replication ${replication}`),
  );
  const found =
    missing.length > 0 ? `${missing.length} missing, first ${missing[0]}` : `${finished.length - total} more than once`;
  throw new Refusal([
    `--merge: expected each of ${total} replications once, found ${found}. Name the file of every shard, and each once.`,
  ]);
}

/** Puts the shards of one study together. Throws a `Refusal` when they are not of one study, or not all of it. */
export function mergeShards(files: readonly string[]): { study: Study; finished: readonly FinishedTask[] } {
  const shards = files.map(readShardFile);
  const { study } = shards[0]!;
  const first = digest(study);
  const other = shards.findIndex((shard) => digest(shard.study) !== first);
  if (other >= 0)
    throw new Refusal([
      `${nameOf(files[other]!)}: expected a shard of the same scenario, seed, replications and curves as ${nameOf(files[0]!)}, found one of another run. Merge shards of one run only.`,
    ]);
  const finished = shards.flatMap((shard) => shard.finished);
  checkComplete(study, finished);
  // The scenarios go through the same door as any other file.
  const points = study.points.map(({ values, scenario }) => ({
    values,
    scenario: acceptScenario('the scenario in the shards', scenario),
  }));
  return { study: { ...study, points }, finished };
}
