import type { Problem } from '../../../kit/problem.ts';

type Loose = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): Loose | undefined =>
  typeof value === 'object' && value !== null ? (value as Loose) : undefined;
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? Array.from(value) : []);
const asNumber = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** More windows at once than this for one event is a mistake of the file. */
const MOST_COPIES = 1000;

/** Keys of a stream processor that contradict each other, or name what is not there. */
export function findStreamOptionsProblems(input: unknown): Problem[] {
  const { components, run } = asObject(input) ?? {};
  const durationSeconds = asNumber(asObject(run)?.['durationSeconds'], Infinity);
  return asList(components).flatMap((component, index) => {
    const settings = asObject(component);
    if (settings?.['kind'] !== 'streamProcessor') return [];
    const path = `components[${index}]`;
    return [
      ...contradictions(path, settings),
      ...groupProblems(path, settings, durationSeconds),
      ...windowProblems(path, settings),
      ...failureProblems(path, settings, durationSeconds),
    ];
  });
}

function contradictions(path: string, settings: Loose): Problem[] {
  const problems: Problem[] = [];
  const mode = asObject(settings['processing'])?.['mode'];
  for (const key of ['group', 'commit']) {
    if (settings['processing'] === undefined || settings[key] === undefined) continue;
    problems.push({
      path: `${path}.${key}`,
      expected: `no ${key} beside processing`,
      found: typeof mode === 'string' ? `both, with processing "${mode}"` : 'both',
      fix: `Such a job keeps its own offsets and partitions: remove ${key}, or processing.`,
    });
  }
  for (const key of ['group', 'commit', 'processing', 'windows']) {
    if (settings['autoscaling'] === undefined || settings[key] === undefined) continue;
    problems.push({
      path: `${path}.autoscaling`,
      expected: `no autoscaling beside ${key}`,
      found: 'both',
      fix: `Members of a group with offsets come and go by group.changes: remove autoscaling, or ${key}.`,
    });
  }
  if (settings['windows'] !== undefined && asObject(settings['commit'])?.['mode'] === 'transactional') {
    problems.push({
      path: `${path}.commit.mode`,
      expected: 'another commit mode beside windows',
      found: '"transactional"',
      fix: 'Use processing { "mode": "checkpointed", "sink": "transactional" }, which keeps windows and results together.',
    });
  }
  return problems;
}

function groupProblems(path: string, settings: Loose, durationSeconds: number): Problem[] {
  const group = asObject(settings['group']);
  if (!group) return [];
  const problems: Problem[] = [];
  const session = asNumber(group['sessionTimeoutSeconds'], 45);
  const heartbeat = asNumber(group['heartbeatIntervalSeconds'], 3);
  if (heartbeat > session) {
    problems.push({
      path: `${path}.group.heartbeatIntervalSeconds`,
      expected: `at most ${session}, the session timeout`,
      found: `${heartbeat}`,
      fix: 'Members would be taken for dead between two heartbeats: use at most a third of the timeout.',
    });
  }
  const changes = asList(group['changes']).map(asObject);
  let members = asNumber(settings['consumers'], 1);
  members += changes.filter((change) => change?.['change'] === 'join').length;
  changes.forEach((change, i) => {
    const at = `${path}.group.changes[${i}]`;
    problems.push(...tooLate(`${at}.atSeconds`, change?.['atSeconds'], durationSeconds));
    const member = change?.['member'];
    if (typeof member !== 'number' || member < members) return;
    problems.push({
      path: `${at}.member`,
      expected: `a member from 0 to ${members - 1}`,
      found: `${member}`,
      fix: 'Members are numbered in the order in which they join; leave the key out for the last one.',
    });
  });
  return problems;
}

function windowProblems(path: string, settings: Loose): Problem[] {
  const windows = asObject(settings['windows']);
  if (windows?.['type'] !== 'sliding') return [];
  const size = asNumber(windows['sizeSeconds'], Number.NaN);
  const slide = asNumber(windows['slideSeconds'], Number.NaN);
  const place = { path: `${path}.windows.slideSeconds`, found: `${slide}` };
  if (slide > size) {
    return [
      {
        ...place,
        expected: `at most ${size}, the size of a window`,
        fix: 'A longer slide leaves events between the windows: shorten it, or lengthen the window.',
      },
    ];
  }
  if (!(size / slide > MOST_COPIES)) return [];
  return [
    {
      ...place,
      expected: `at least ${size / MOST_COPIES}, so that an event is in at most ${MOST_COPIES} windows`,
      fix: 'Lengthen the slide or shorten the window.',
    },
  ];
}

function failureProblems(path: string, settings: Loose, durationSeconds: number): Problem[] {
  const moments = asList(asObject(settings['processing'])?.['failuresAtSeconds']);
  return moments.flatMap((moment, i) => tooLate(`${path}.processing.failuresAtSeconds[${i}]`, moment, durationSeconds));
}

function tooLate(path: string, moment: unknown, durationSeconds: number): Problem[] {
  if (typeof moment !== 'number' || moment < durationSeconds) return [];
  return [
    {
      path,
      expected: `a moment before ${durationSeconds} s, the end of the run`,
      found: `${moment}`,
      fix: 'Nothing happens after the end: use an earlier moment or a longer run.',
    },
  ];
}
