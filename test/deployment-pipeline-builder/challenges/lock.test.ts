import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lockOf, startOf } from '../../../widgets/deployment-pipeline-builder/challenges/judge-challenge.ts';
import { applyCommand } from '../../../widgets/deployment-pipeline-builder/commands/apply.ts';
import type { Command } from '../../../widgets/deployment-pipeline-builder/commands/command.ts';
import { agreesOn, applyWithin, type Lock } from '../../../widgets/deployment-pipeline-builder/commands/lock.ts';
import { arbitraryCommand } from '../arbitrary-commands.ts';
import { challenge } from './a-challenge.ts';

const start = startOf(challenge);
const refused = (lock: Lock, command: Command) => {
  const { scenario, message } = applyWithin(lock, start, command);
  expect(scenario).toBe(start);
  return message;
};

describe('applyWithin', () => {
  it('does what is free and refuses what is not, in a sentence that names it', () => {
    const lock = lockOf(challenge);
    const free = { type: 'setParameter', id: 'model', path: 'replicas', value: 2 } as const;
    expect(applyWithin(lock, start, free)).toEqual(applyCommand(start, free));
    expect(refused(lock, { type: 'setParameter', id: 'model', path: 'queueCapacity', value: 9 })).toBe(
      '“model” is part of the challenge, so it stays as it is. You may change “model.replicas”.',
    );
    expect(refused(lock, { type: 'disconnect', from: 'users', to: 'model' })).toContain('“users”');
    expect(refused(lock, { type: 'remove', id: 'model' })).toContain('is part of the challenge');
    expect(refused(lock, { type: 'rename', id: 'model', newId: 'other' })).toContain('is part of the challenge');
    expect(refused(lock, { type: 'setRun', path: 'seed', value: 8 })).toContain('“run”');
  });

  it('with named locks leaves everything else free, but for the run and the objectives', () => {
    const lock: Lock = { kind: 'only', parts: ['users', 'model.serviceTime'] };
    const command = { type: 'add', kind: 'gateway', after: 'users' } as const;
    expect(applyWithin(lock, start, command).scenario.components.length).toBe(3);
    expect(refused({ kind: 'only', parts: ['users.to'] }, command)).toContain('“users.to”');
    expect(refused(lock, { type: 'setParameter', id: 'users', path: 'arrivals.periodSeconds', value: 9 })).toContain(
      '“users”',
    );
    expect(refused(lock, { type: 'remove', id: 'model' })).toContain('“model.serviceTime”');
    expect(refused(lock, { type: 'replace', scenario: { ...start, objectives: [] }, label: 'x' })).toContain(
      '“objectives”',
    );
  });

  it('never lets any command change a locked part, and never changes what is refused', () => {
    const locks: Lock[] = [
      lockOf(challenge),
      { kind: 'only', parts: ['users', 'model.serviceTime'] },
      { kind: 'allBut', parts: [] },
    ];
    fc.assert(
      fc.property(fc.constantFrom(...locks), fc.array(arbitraryCommand, { maxLength: 12 }), (lock, commands) => {
        let draft = start;
        for (const command of commands) draft = applyWithin(lock, draft, command).scenario;
        expect(agreesOn(lock, start, draft)).toBe(true);
        if (lock.parts.length === 0) expect(draft).toBe(start);
      }),
      { numRuns: 300 },
    );
  });
});
