import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../widgets/deployment-pipeline-builder/commands/apply.ts';
import type { Command } from '../../widgets/deployment-pipeline-builder/commands/command.ts';
import type { Draft, DraftComponent } from '../../widgets/deployment-pipeline-builder/draft.ts';

const chain: Draft = {
  components: [
    { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 20 }, to: 'gateway' },
    { id: 'gateway', kind: 'gateway', to: 'model' },
    { id: 'model', kind: 'modelServer', replicas: 2, serviceTime: { distribution: 'exponential', meanSeconds: 0.05 } },
  ],
  run: { durationSeconds: 100 },
};

const component = (draft: Draft, id: string): DraftComponent =>
  draft.components.find((candidate) => candidate.id === id)!;
const apply = (draft: Draft, ...commands: Command[]) =>
  commands.reduce((scenario, command) => applyCommand(scenario, command).scenario, draft);
const ways = (draft: Draft) => Object.fromEntries(draft.components.map(({ id, to }) => [id, to]));

describe('applyCommand', () => {
  it('adds a component into the way of the requests', () => {
    const result = applyCommand(chain, { type: 'add', kind: 'modelServer', after: 'gateway' });
    expect(ways(result.scenario)).toEqual({
      users: 'gateway',
      gateway: 'modelServer',
      modelServer: 'model',
      model: undefined,
    });
    expect(result.message).toBe('Added Model server “modelServer” after “gateway”.');
  });

  it('adds a source on its own, whatever is selected', () => {
    const added = apply(chain, { type: 'add', kind: 'traffic', after: 'gateway' });
    expect(ways(added)).toEqual({ ...ways(chain), traffic: undefined });
  });

  it('numbers the ids of components of one kind', () => {
    const added = apply(
      chain,
      { type: 'add', kind: 'batchJob' },
      { type: 'add', kind: 'batchJob' },
      { type: 'add', kind: 'batchJob' },
    );
    expect(added.components.slice(3).map(({ id }) => id)).toEqual(['batchJob', 'batchJob2', 'batchJob3']);
  });

  it('removes a component and closes the gap', () => {
    expect(ways(apply(chain, { type: 'remove', id: 'gateway' }))).toEqual({ users: 'model', model: undefined });
    expect(ways(apply(chain, { type: 'remove', id: 'model' }))).toEqual({ users: 'gateway', gateway: undefined });
  });

  it('keeps the proportions of what a removed component sent on', () => {
    const forked = apply(
      chain,
      { type: 'add', kind: 'modelServer' },
      { type: 'connect', from: 'gateway', to: 'modelServer' },
      { type: 'setWeight', from: 'gateway', to: 'model', weight: 1.5 },
    );
    expect(component(apply(forked, { type: 'remove', id: 'gateway' }), 'users').to).toEqual([
      { id: 'model', weight: 0.75 },
      { id: 'modelServer', weight: 0.25 },
    ]);
  });

  it('moves a component to another place in the flow', () => {
    const two = apply(chain, { type: 'add', kind: 'gateway', after: 'model' });
    expect(ways(apply(two, { type: 'move', id: 'gateway2', after: 'users' }))).toEqual({
      users: 'gateway2',
      gateway2: 'gateway',
      gateway: 'model',
      model: undefined,
    });
  });

  it('connects with equal shares and disconnects back to one id', () => {
    const forked = apply(
      chain,
      { type: 'add', kind: 'modelServer' },
      { type: 'connect', from: 'gateway', to: 'modelServer' },
    );
    expect(component(forked, 'gateway').to).toEqual([
      { id: 'model', weight: 0.5 },
      { id: 'modelServer', weight: 0.5 },
    ]);
    expect(component(apply(forked, { type: 'disconnect', from: 'gateway', to: 'model' }), 'gateway').to).toBe(
      'modelServer',
    );
  });

  it('renames a component everywhere, objectives included', () => {
    const watched: Draft = {
      ...chain,
      objectives: [
        { metric: 'components.model.utilisation', atMost: 0.8 },
        { metric: 'cost.usdPerDay', atMost: 4 },
      ],
    };
    const renamed = apply(watched, { type: 'rename', id: 'model', newId: ' scorer ' });
    expect(ways(renamed)).toEqual({ users: 'gateway', gateway: 'scorer', scorer: undefined });
    expect(renamed.objectives).toEqual([
      { metric: 'components.scorer.utilisation', atMost: 0.8 },
      { metric: 'cost.usdPerDay', atMost: 4 },
    ]);
  });

  it('switches an absent group on with its starting values when one of them is set', () => {
    const limited = apply(chain, { type: 'setParameter', id: 'gateway', path: 'rateLimit.ratePerSecond', value: 50 });
    expect(component(limited, 'gateway').rateLimit).toEqual({ policy: 'tokenBucket', ratePerSecond: 50, burst: 5000 });
  });

  it('gives another choice its own parameters and keeps those that both have', () => {
    const gamma = apply(chain, { type: 'setParameter', id: 'users', path: 'arrivals.process', value: 'gamma' });
    expect(component(gamma, 'users').arrivals).toMatchObject({ process: 'gamma', ratePerSecond: 20 });
    const fixed = apply(chain, {
      type: 'setParameter',
      id: 'model',
      path: 'serviceTime.distribution',
      value: 'affine',
    });
    expect(Object.keys(component(fixed, 'model').serviceTime as object).sort()).toEqual([
      'baseSeconds',
      'distribution',
      'perItemSeconds',
    ]);
  });

  it('switches a group on and off', () => {
    const on = apply(chain, { type: 'setGroup', id: 'users', group: 'keys', isOn: true });
    expect(component(on, 'users').keys).toEqual({ count: 1000, zipfExponent: 0 });
    expect(apply(on, { type: 'setGroup', id: 'users', group: 'keys', isOn: false })).toEqual(chain);
  });

  it('sets, makes and removes links between places, whatever the direction', () => {
    const linked = apply(chain, { type: 'setLink', from: 'city', to: 'cloud', path: 'usdPerGb', value: 0.09 });
    expect(linked.links).toEqual([{ from: 'city', to: 'cloud', roundTripSeconds: 0.03, usdPerGb: 0.09 }]);
    const slower = apply(linked, { type: 'setLink', from: 'cloud', to: 'city', path: 'roundTripSeconds', value: 0.1 });
    expect(slower.links).toEqual([{ from: 'city', to: 'cloud', roundTripSeconds: 0.1, usdPerGb: 0.09 }]);
    expect(apply(slower, { type: 'removeLink', from: 'cloud', to: 'city' }).links).toEqual([]);
    expect(applyCommand(chain, { type: 'removeLink', from: 'a', to: 'b' }).scenario).toBe(chain);
  });

  it('says in words what it set', () => {
    expect(applyCommand(chain, { type: 'setParameter', id: 'model', path: 'replicas', value: 3 }).message).toBe(
      'Set Replicas of “model” to 3.',
    );
    const measured = { distribution: 'measured', model: 'titanic-mlp' };
    expect(
      applyCommand(chain, { type: 'setParameter', id: 'model', path: 'serviceTime', value: measured }).message,
    ).toBe('Set Service time of “model” to Measured on a device.');
    expect(applyCommand(chain, { type: 'setRun', path: 'seed', value: 7 }).message).toBe('Set the run’s seed to 7.');
  });

  it.each<[Command, string]>([
    [{ type: 'add', kind: 'toaster' }, 'There is no kind of component called “toaster”.'],
    [{ type: 'add', kind: 'gateway', after: 'nobody' }, 'There is no component “nobody” to add after.'],
    [{ type: 'remove', id: 'nobody' }, 'There is no component “nobody” to remove.'],
    [{ type: 'connect', from: 'model', to: 'model' }, '“model” cannot lead to itself.'],
    [
      { type: 'connect', from: 'model', to: 'gateway' },
      '“model” cannot lead to “gateway”, because “gateway” already leads to “model”: requests would go round for ever.',
    ],
    [
      { type: 'connect', from: 'model', to: 'users' },
      '“users” is a source: requests begin there, so nothing can lead to it.',
    ],
    [{ type: 'connect', from: 'users', to: 'gateway' }, '“users” leads to “gateway” already.'],
    [
      { type: 'disconnect', from: 'users', to: 'model' },
      '“users” does not lead to “model”, so there is nothing to disconnect.',
    ],
    [
      { type: 'setWeight', from: 'users', to: 'gateway', weight: 3 },
      '“users” leads only to “gateway”, so everything goes there.',
    ],
    [
      { type: 'rename', id: 'users', newId: 'model' },
      'Another component is called “model”, so “users” keeps its name.',
    ],
    [
      { type: 'rename', id: 'users', newId: '7 dwarfs' },
      '“7 dwarfs” cannot be a name: a letter first, then letters, digits, “-” and “_”, at most 64. “users” keeps its own.',
    ],
    [
      { type: 'move', id: 'users', after: 'model' },
      '“users” is a source: requests begin there, so it cannot come after “model”.',
    ],
    [{ type: 'move', id: 'model', after: 'gateway' }, '“model” comes after “gateway” already.'],
    [{ type: 'setParameter', id: 'model', path: 'replicas', value: 2 }, 'Replicas of “model” is as it was.'],
    [{ type: 'setParameter', id: 'model', path: 'to', value: 'users' }, '“to” of “model” is not a parameter.'],
    [{ type: 'setGroup', id: 'model', group: 'rateLimit', isOn: true }, '“model” has no parameters “rateLimit”.'],
  ])('refuses %o, says why, and leaves the very same scenario', (command, reason) => {
    const result = applyCommand(chain, command);
    expect(result.scenario).toBe(chain);
    expect(result.message).toBe(reason);
  });
});
