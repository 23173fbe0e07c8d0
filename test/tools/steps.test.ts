import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runSteps } from '../../src/tools/steps.mjs';

let printed = '';
beforeEach(() => {
  printed = '';
  const keep = (text: unknown) => {
    printed += String(text);
    return true;
  };
  vi.spyOn(console, 'log').mockImplementation((text) => void keep(`${text}\n`));
  vi.spyOn(console, 'error').mockImplementation((text) => void keep(`${text}\n`));
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
});
afterEach(() => void vi.restoreAllMocks());

const fail = { name: 'fails', run: ['node', '-e', 'process.exit(3)'] };

test('runSteps counts what failed, and goes on with what does not need it', async () => {
  const done: string[] = [];
  const mark = (name: string) => ({ name, run: () => void done.push(name) });
  const failed = await runSteps([mark('first'), fail, { ...mark('needs it'), needs: ['fails'] }, mark('last')]);
  expect(failed).toBe(2);
  expect(done).toEqual(['first', 'last']);
  expect(printed).toContain('fails: exit code 3');
  expect(printed).toContain('needs it: needs "fails", which failed');
  expect(printed).toContain('2 passed, 2 failed');
});

test('runSteps runs the steps of a list at once, and what comes after it when all have ended', async () => {
  const met: string[] = [];
  /** A meeting of two: neither can end before the other has begun. */
  let arrive = () => {};
  const bothAreThere = new Promise<void>((resolve) => {
    let count = 0;
    arrive = () => {
      if (++count === 2) resolve();
    };
  });
  const meet = (name: string) => ({
    name,
    run: async () => {
      arrive();
      await bothAreThere;
      met.push(name);
    },
  });
  const after = { name: 'after', run: () => void met.push('after') };
  expect(await runSteps([[meet('a'), meet('b')], after])).toBe(0);
  expect(met.toSorted()).toEqual(['a', 'after', 'b']);
  expect(met.at(-1)).toBe('after');
});

test('runSteps shows what each step of a list printed under its own heading, and fails with any of them', async () => {
  const slow = ['node', '-e', "console.log('one'); setTimeout(() => console.log('two'), 200)"];
  const quick = ['node', '-e', "console.log('between'); process.exitCode = 1"];
  expect(
    await runSteps([
      [
        { name: 'slow', run: slow },
        { name: 'quick', run: quick },
      ],
    ]),
  ).toBe(1);
  expect(printed).toContain('one\ntwo\n');
  expect(printed).toMatch(/── quick ─+\nbetween\nquick: exit code 1/);
});

test('runSteps names a command that is not there', async () => {
  expect(await runSteps([{ name: 'lost', run: ['no-such-command-anywhere'] }])).toBe(1);
  expect(printed).toContain('ENOENT');
});

test('runSteps ends with the lines that name what failed, each once, and without those of what passed', async () => {
  const print = (code: number, ...lines: string[]) => [
    'node',
    '-e',
    `for (const line of ${JSON.stringify(lines)}) console.log(line); process.exitCode = ${code}`,
  ];
  await runSteps([
    { name: 'sound', run: print(0, 'Error: of a passed test') },
    {
      name: 'broken',
      run: print(1, 'working', '\u001B[31m FAIL \u001B[39m a test', '  AssertionError: 1', ' FAIL  a test'),
    },
  ]);
  expect(printed.slice(printed.indexOf('pass  '))).toMatch(
    /^pass .* sound\nFAIL .* broken\n\nbroken:\n {2}FAIL {2}a test\n {2}AssertionError: 1\n {2}exit code 1\n\n1 passed, 1 failed\n$/,
  );
});

test('runSteps ends with no more than 12 lines of what failed in a step, and tells how many more there are', async () => {
  const many = ['node', '-e', "for (let i = 0; i < 20; i += 1) console.log('FAIL ' + i); process.exitCode = 1"];
  await runSteps([{ name: 'many', run: many }]);
  expect(printed).toContain('\n  FAIL 11\n  and 8 more\n  exit code 1\n');
});
