import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readTrace, traceFormats } from '../../../widgets/engines/simulator/arrivals/trace-formats/index.ts';
import type { Trace } from '../../../widgets/engines/simulator/arrivals/trace-formats/trace-format.ts';
import { neededTraces, withTraces } from '../../../widgets/engines/simulator/arrivals/with-traces.ts';
import { formatProblem } from '../../../widgets/kit/problem.ts';
import { accept } from './accept.ts';
import { traceRun } from './trace.ts';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/traces/${name}`, import.meta.url), 'utf8');

function read(text: string, only?: string): Trace {
  const parsed = readTrace(text, only);
  if (parsed.ok) return parsed.value;
  throw new Error(parsed.problems.map(formatProblem).join('\n'));
}

function readTimes(text: string, only?: string): Extract<Trace, { type: 'times' }> {
  const trace = read(text, only);
  if (trace.type !== 'times') throw new Error('Counts, not times.');
  return trace;
}

function problemsOf(text: string, only?: string): string[] {
  const parsed = readTrace(text, only);
  return parsed.ok ? [] : parsed.problems.map(formatProblem);
}

/** A day of two functions in the format of 2019: three invocations in the first minute, two in the last. */
function functionsOf2019(change: (minutes: string[]) => string[] = (minutes) => minutes): string {
  const header = ['HashOwner', 'HashApp', 'HashFunction', 'Trigger', ...Array.from({ length: 1440 }, (_, i) => i + 1)];
  const minutes = new Array<string>(1440).fill('0');
  const row = (name: string, first: string, last: string) =>
    ['owner', 'app', name, 'http', first, ...minutes.slice(2), last].join(',');
  const cells = change(['owner', 'app', 'a', 'http', '1', ...minutes.slice(2), '2']);
  return [header.join(','), cells.join(','), row('b', '2', '0'), ''].join('\r\n');
}

describe('readTrace', () => {
  test('readTrace reads the Azure LLM trace: recorded rows from its end, times from the first one, tokens beside', () => {
    const { timesSeconds, promptTokens, outputTokens } = readTimes(fixture('azure-llm-conv.csv'));
    expect(timesSeconds).toHaveLength(34);
    expect(timesSeconds.slice(0, 3)).toEqual([0, 0.751354, 1.193394]);
    expect(timesSeconds.at(-1)).toBe(19.97072);
    expect(promptTokens!.slice(0, 3)).toEqual([169, 1096, 404]);
    expect(outputTokens!.at(-1)).toBe(183);
  });

  test('readTrace reads timestamps with a zone, as in 2024, with another column beside, as in 2025, and over midnight', () => {
    const text =
      '\uFEFFTIMESTAMP,NumImages,ContextTokens,GeneratedTokens\r\n2024-05-11 23:59:59.900000+00:00,0,5,6\r\n2024-05-12 00:00:00.100000+00:00,2,7,8\r\n';
    expect(readTimes(text)).toEqual({
      type: 'times',
      timesSeconds: [0, 0.2],
      promptTokens: [5, 7],
      outputTokens: [6, 8],
    });
  });

  test('readTrace reads the Azure Functions trace of 2021: a row arrived its duration before its end, in the order of arrival', () => {
    const { timesSeconds, durationsSeconds } = readTimes(fixture('azure-functions-2021.csv'));
    // Ends − durations: 5160.008570, 5161.267997, 5199.211730, 5211.511349, 5219.410174, 5220.014291.
    expect(timesSeconds.map((at) => Number(at.toFixed(6)))).toEqual([
      0, 1.259427, 39.20316, 51.502779, 59.401604, 60.005721,
    ]);
    expect(durationsSeconds).toEqual([0.134, 0.013, 42.356, 42.372, 0.108, 0.093]);
    const one = readTimes(fixture('azure-functions-2021.csv'), 'c8c43e1a');
    // Alone, but on the clock of the file.
    expect(one.timesSeconds.map((at) => Number(at.toFixed(6)))).toEqual([51.502779]);
  });

  test('readTrace adds up the functions of an Azure Functions day of 2019, or takes one of them', () => {
    const all = read(functionsOf2019());
    expect(all).toMatchObject({ type: 'counts', binSeconds: 60 });
    if (all.type !== 'counts') return;
    expect(all.counts).toHaveLength(1440);
    expect([all.counts[0], all.counts[1], all.counts[1439]]).toEqual([3, 0, 2]);
    expect(read(functionsOf2019(), 'b')).toMatchObject({ counts: expect.arrayContaining([2]) });
  });

  test('readTrace reads BurstGPT with six columns and with eight, keeps failures, and can take one model', () => {
    const six =
      'Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,ChatGPT,472,18,490,Conversation log\n45,ChatGPT,1087,0,1087,Conversation log\n118,GPT-4,417,276,693,Conversation log\n';
    expect(readTimes(six)).toEqual({
      type: 'times',
      timesSeconds: [0, 40, 113],
      promptTokens: [472, 1087, 417],
      outputTokens: [18, 0, 276],
    });
    expect(readTimes(six, 'GPT-4').timesSeconds).toEqual([113]);
    const eight =
      'Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type\n19440110.0,1722ac82,43,GPT-4,906,446,1352,Conversation log\n19440161.0,d5983bf9,2,ChatGPT,36,29,65,Conversation log\n';
    expect(readTimes(eight).timesSeconds).toEqual([0, 51]);
  });

  test('readTrace reads plain moments as they are', () => {
    expect(readTimes('timeSeconds\n0.5\n2\n2\n').timesSeconds).toEqual([0.5, 2, 2]);
  });

  test.each([
    ['', 'line 1: expected the columns of a known trace'],
    ['time,value\n1,2\n', 'line 1: expected the columns of a known trace'],
    ['timeSeconds\n2\n1\n', 'line 3: expected a moment not before 2, found 1'],
    ['timeSeconds\n', 'line 1: expected rows after the first line'],
    ['timeSeconds\n1\n2,3\n', 'line 3: expected 1 values, as in the first line, found 2'],
    ['timeSeconds\n-1\n', 'line 2: expected a number of at least 0 as timeSeconds, found "-1"'],
    ['timeSeconds\nNaN\n', 'line 2: expected a number'],
    ['timeSeconds\nInfinity\n', 'line 2: expected a number'],
    ['TIMESTAMP,ContextTokens,GeneratedTokens\nyesterday,1,2\n', 'line 2: expected a date and time'],
    [
      'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46,,2\n',
      'line 2: expected a number of at least 0 as ContextTokens',
    ],
    ['app,func,end_timestamp,duration\na,b,12,-1\n', 'line 2: expected a number of at least 0 as duration'],
    [functionsOf2019((minutes) => minutes.with(6, '1.5')), 'line 2: expected a whole number as the count of minute 3'],
  ])('readTrace tells the line of a fault (%#)', (text, expected) => {
    expect(problemsOf(text)[0]).toContain(expected);
  });

  test('readTrace tells twenty faults and counts the rest, and refuses a name that is not there', () => {
    const many = problemsOf(`timeSeconds\n${'x\n'.repeat(50)}`);
    expect(many).toHaveLength(21);
    expect(many.at(-1)).toContain('30 more');
    expect(problemsOf(functionsOf2019(), 'nobody')[0]).toContain('rows of that function or application');
    expect(problemsOf(fixture('azure-llm-conv.csv'), 'x')[0]).toContain('tells functions or models apart');
  });

  test('every format names its source and licence, and its own columns', () => {
    for (const format of traceFormats) {
      expect(format.source, format.name).not.toBe('');
      expect(traceFormats.filter(({ columns }) => columns.every((name) => format.columns.includes(name)))).toEqual([
        format,
      ]);
    }
  });
});

describe('withTraces', () => {
  const scenario = accept({
    components: [
      { id: 'chat', kind: 'traffic', arrivals: { process: 'trace', file: 'conv.csv', timeScale: 2 } },
      { id: 'functions', kind: 'traffic', arrivals: { process: 'trace', file: 'day.csv', only: 'b' } },
      { id: 'steady', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 1 } },
    ],
    run: { durationSeconds: 86_400, replications: 1 },
  });

  test('withTraces puts the moments and counts of the files into the scenario, which then replays them exactly', () => {
    expect(neededTraces(scenario)).toEqual([
      { component: 'chat', file: 'conv.csv', only: undefined },
      { component: 'functions', file: 'day.csv', only: 'b' },
    ]);
    const filled = withTraces(
      scenario,
      new Map([
        ['chat', read(fixture('azure-llm-conv.csv'))],
        ['functions', read(functionsOf2019(), 'b')],
      ]),
    );
    expect(neededTraces(filled)).toEqual([]);
    const alone = { ...filled, components: filled.components.slice(0, 2) };
    const { createdAt } = traceRun(alone).trace;
    expect(createdAt).toHaveLength(34 + 2);
    expect(createdAt.filter((at) => at < 60)).toHaveLength(34 + 2);
    expect(createdAt.at(-1)).toBeLessThan(60);
    expect(createdAt).toContain(39.94144);
  });

  test('a scenario whose trace file was not read is refused with a sentence when it is to run', () => {
    expect(() => traceRun(scenario)).toThrow('The arrivals are in the trace file "conv.csv"');
  });
});
