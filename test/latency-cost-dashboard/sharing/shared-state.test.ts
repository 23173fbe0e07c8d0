import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../widgets/kit/problem.ts';
import { fragmentLimit } from '../../../widgets/kit/sharing/fragment.ts';
import {
  addAlternative,
  duplicateAlternative,
  removeAlternative,
  setChange,
} from '../../../widgets/latency-cost-dashboard/comparing/edit-alternatives.ts';
import {
  setPart,
  usualAvailability,
} from '../../../widgets/latency-cost-dashboard/availability/availability-settings.ts';
import { usualOwnCosts } from '../../../widgets/latency-cost-dashboard/prices/own-costs.ts';
import { sections } from '../../../widgets/latency-cost-dashboard/sections/index.ts';
import { usualSweep } from '../../../widgets/latency-cost-dashboard/sweeps/sweep-settings.ts';
import { type DashboardState, initialState } from '../../../widgets/latency-cost-dashboard/comparing/state.ts';
import { describeState } from '../../../widgets/latency-cost-dashboard/sharing/describe-state.ts';
import { judgeShared, linkFragment, readLink } from '../../../widgets/latency-cost-dashboard/sharing/shared-state.ts';
import { shippedData } from '../shipped-data.ts';

const widget = '/widgets/latency_cost.titanic.json';
const start = initialState(shippedData);
const [first] = start.alternatives as [(typeof start.alternatives)[number]];

async function through(state: DashboardState) {
  const fragment = (await linkFragment(state, widget))!;
  const { text, problems, version, widget: named } = (await readLink(fragment))!;
  return { named, fragment, shared: judgeShared(text, problems, version, shippedData) };
}

const edits = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('limit' as const), value: fc.double({ min: 0.001, max: 86_400_000, noNaN: true }) }),
    fc.record({ kind: fc.constant('change' as const), value: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
    fc.record({ kind: fc.constant('copy' as const), value: fc.nat(5) }),
    fc.record({ kind: fc.constant('remove' as const), value: fc.nat(5) }),
    fc.record({ kind: fc.constant('seed' as const), value: fc.nat() }),
    fc.record({ kind: fc.constant('hours' as const), value: fc.double({ min: 0, max: 1e6, noNaN: true }) }),
    fc.record({ kind: fc.constant('fails' as const), value: fc.double({ min: 0.01, max: 1e7, noNaN: true }) }),
    fc.record({ kind: fc.constant('sweep' as const), value: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
    fc.record({ kind: fc.constant('section' as const), value: fc.nat(sections.length - 1) }),
  ),
  { maxLength: 12 },
);

function edited(state: DashboardState, { kind, value }: { kind: string; value: number }): DashboardState {
  const at = state.alternatives[Math.floor(Math.abs(value)) % state.alternatives.length]!;
  if (kind === 'limit') return { ...state, limitMs: value };
  if (kind === 'seed') return { ...state, seed: value };
  if (kind === 'hours') return { ...state, ownCosts: { ...usualOwnCosts, hoursPerMonth: value, currency: 'EUR' } };
  if (kind === 'section') return { ...state, section: sections[value]!.id, view: 'cost' };
  if (kind === 'fails') {
    const before = state.availability ?? usualAvailability;
    const availability = setPart(before, at.id, 'model', { mtbfHours: value, role: 'beside:gateway' });
    return { ...state, availability: { ...availability, isSimulated: value > 100 } };
  }
  if (kind === 'sweep') {
    const fields = { from: value, to: null, spacing: 'steps' as const, by: 3 };
    return {
      ...state,
      sweep: { ...usualSweep, alternative: at.id, first: { path: 'components.model.replicas', fields } },
    };
  }
  if (kind === 'change') return setChange(state, at.id, { path: 'components.model.replicas', value });
  return kind === 'copy' ? duplicateAlternative(state, at.id) : removeAlternative(state, at.id);
}

describe('linkFragment and judgeShared', () => {
  it('bring back the same settings, whatever a student set, in a link that every browser carries', async () => {
    await fc.assert(
      fc.asyncProperty(edits, async (list) => {
        const state = list.reduce(edited, start);
        const { named, fragment, shared } = await through(state);
        // JSON knows no −0.
        expect(shared).toEqual({ status: 'ready', state: JSON.parse(JSON.stringify(state)) });
        expect(named).toBe(widget);
        expect(fragment.length).toBeLessThan(fragmentLimit);
      }),
      { numRuns: 60 },
    );
  });

  it('refuse a link of which one character was changed on its way, with the reason', async () => {
    const { fragment } = await through(start);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: fragment.length - 100, max: fragment.length - 1 }), async (at) => {
        const changed = fragment.slice(0, at) + (fragment[at] === 'A' ? 'B' : 'A') + fragment.slice(at + 1);
        const { text, problems, version } = (await readLink(changed))!;
        const shared = judgeShared(text, problems, version, shippedData);
        // The last character of base64url may carry bits that mean nothing.
        if (at < fragment.length - 1) expect(shared.status).toBe('refused');
      }),
      { numRuns: 60 },
    );
  });

  it.each<[string, object, string]>([
    [
      'a price out of range',
      { prices: { egress: { usdPerGb: 90 } } },
      'prices.egress.usdPerGb: expected at most 10, found 90.',
    ],
    ['an unknown machine', { prices: { instances: { 'm5.xlrge': { usdPerHour: 1 } } } }, 'm5.xlarge'],
    ['a limit of zero', { limitMs: 0 }, 'limitMs: expected more than 0, found 0.'],
    [
      'an alternative that this dashboard has not',
      { alternatives: [{ ...first, from: { alternative: 'moon' } }] },
      'alternatives[0].from.alternative: expected one of this instrument, found "moon".',
    ],
    [
      'a scenario that the simulator refuses',
      { alternatives: [{ ...first, from: { own: { components: [], run: {} } } }] },
      'alternatives[0].from.own',
    ],
    [
      'people who work less than nothing',
      { ownCosts: { ...usualOwnCosts, hoursPerMonth: -1 } },
      'ownCosts.hoursPerMonth',
    ],
    [
      'a component that never stops failing',
      { availability: { systems: { a: { b: { mtbfHours: 0 } } } } },
      'mtbfHours',
    ],
    ['a sweep over no number', { sweep: { first: { path: '', fields: {} } } }, 'sweep.first'],
  ])('refuse settings with %s, at its place', (_, change, said) => {
    const shared = judgeShared(JSON.stringify({ ...start, ...change }), [], 1, shippedData);
    expect(shared.status === 'refused' ? shared.problems.map(formatProblem).join('\n') : shared.status).toContain(said);
  });

  it('tell broken JSON with its line, and settings of a later version', () => {
    const broken = judgeShared('{ "version": 1,\n "limitMs": }', [], 1, shippedData);
    expect(broken.status === 'refused' && broken.problems[0]!.path).toBe('line 2, column 13');
    expect(judgeShared(JSON.stringify({ ...start, version: 2 }), [], 1, shippedData)).toEqual({ status: 'newer' });
  });

  it('take nothing for settings that is none', async () => {
    expect(await readLink('#pipeline=1~w~0~A')).toBeUndefined();
    expect(await readLink('#section')).toBeUndefined();
  });
});

describe('describeState', () => {
  it('says what is offered, and in place of what', () => {
    const [control] = shippedData.controls as [(typeof shippedData.controls)[number]];
    const offered = {
      ...addAlternative(start, { id: 'x', label: 'The course’s', from: { scenario: 'weekend-peak-weekday' } }),
      controls: { ...start.controls, [control.id]: control.maximum },
      limitMs: 50,
      prices: {},
    };
    const said = describeState(offered, start, shippedData);
    expect(said[0]).toContain(`The others are compared with ${first.label}.`);
    expect(said.slice(1)).toEqual([
      `${control.label}: ${control.maximum}${control.unit === '' ? '' : ` ${control.unit}`}, in place of ${start.controls[control.id]}.`,
      `95 in 100 are to be done within 50 ms, in place of ${start.limitMs} ms.`,
      'It brings prices of its own.',
    ]);
  });

  it('says of the sections what they bring, what will be simulated, and which is opened', () => {
    const offered: DashboardState = {
      ...start,
      ownCosts: { hoursPerMonth: 12, usdPerHour: 80, currency: 'EUR', perUsd: 0.9 },
      availability: { ...usualAvailability, isSimulated: true },
      sweep: usualSweep,
      section: 'availability',
    };
    expect(describeState(offered, start, shippedData).slice(1)).toEqual([
      'People work 12 hours a month, and a dollar is 0.9 EUR.',
      'It brings how often components fail, and what was simulated of it is simulated again.',
      'It brings a sweep, which runs when you start it.',
      'It opens at Availability.',
    ]);
    expect(describeState(offered, offered, shippedData)).toHaveLength(1);
  });
});
