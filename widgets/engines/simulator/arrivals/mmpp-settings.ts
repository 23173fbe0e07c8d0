import * as z from '../../../kit/zod.ts';
import { numberParameter } from '../parameter.ts';
import { changesPerArrival, isIrreducible, type ModulatingState } from './modulating-chain.ts';

const SOURCE = 'Fischer and Meier-Hellstern 1993, The Markov-modulated Poisson process cookbook.';
const rate = (label: string, fallback: number, meaning: string) =>
  numberParameter({ label, unit: '1/s', minimum: 0, maximum: 1e6, default: fallback, meaning, source: SOURCE });
const stay = (label: string, fallback: number, meaning: string) =>
  numberParameter({ label, unit: 'seconds', minimum: 1e-3, maximum: 1e7, default: fallback, meaning, source: SOURCE });

export const quietRatePerSecond = rate('Quiet rate', 10, 'Arrivals per second while it is quiet.');
export const burstRatePerSecond = rate('Burst rate', 90, 'Arrivals per second during a burst.');
export const quietSeconds = stay(
  'Quiet time',
  10,
  'Mean time that it stays quiet, exponential; its inverse is the leave rate.',
);
export const burstSeconds = stay(
  'Burst time',
  10,
  'Mean length of a burst, exponential; its inverse is the leave rate.',
);

/** Limits that keep the work for one arrival small. */
const MOST_CHANGES = 100;
const LEAST_SHARE = 1e-4;

function shares(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

const states = z
  .array(
    z.strictObject({
      ratePerSecond: quietRatePerSecond.schema,
      meanSeconds: quietSeconds.schema,
      to: z.optional(z.array(z.number().check(z.gte(0), z.lte(1e9)))),
    }),
  )
  .check(z.minLength(2), z.maxLength(32));

const twoStates = {
  quietRatePerSecond: z.optional(quietRatePerSecond.schema),
  burstRatePerSecond: z.optional(burstRatePerSecond.schema),
  quietSeconds: z.optional(quietSeconds.schema),
  burstSeconds: z.optional(burstSeconds.schema),
};

/** Both forms: two states by name, or a list of them. */
interface Settings {
  readonly quietRatePerSecond?: number | undefined;
  readonly burstRatePerSecond?: number | undefined;
  readonly quietSeconds?: number | undefined;
  readonly burstSeconds?: number | undefined;
  readonly states?: z.output<typeof states> | undefined;
}

/** The chain of either form, its ways out as shares: without `to`, every other state is as likely. */
export function statesOf(settings: Settings): readonly ModulatingState[] {
  const list = settings.states ?? [
    { ratePerSecond: settings.quietRatePerSecond ?? 0, meanSeconds: settings.quietSeconds ?? 1, to: [0, 1] },
    { ratePerSecond: settings.burstRatePerSecond ?? 0, meanSeconds: settings.burstSeconds ?? 1, to: [1, 0] },
  ];
  return list.map(({ ratePerSecond, meanSeconds, to }, i) => {
    const weights = to ?? list.map((_, j) => (j === i ? 0 : 1));
    return { ratePerSecond, meanSeconds, to: shares(weights) };
  });
}

function isOneForm({ quietRatePerSecond, burstRatePerSecond, quietSeconds, burstSeconds, states: list }: Settings) {
  const pair = [quietRatePerSecond, burstRatePerSecond, quietSeconds, burstSeconds];
  return pair.every((value) => (value === undefined) === (list !== undefined));
}

function isWeighted({ states: list = [] }: Settings): boolean {
  return list.every(
    ({ to }, i) =>
      to === undefined ||
      (to.length === list.length &&
        to[i] === 0 &&
        to.some((weight) => weight > 0) &&
        shares(to).every((share) => share === 0 || share >= LEAST_SHARE)),
  );
}

/** Each fault hides what follows from it: one message for one mistake. */
const isWhole = (settings: Settings) => isOneForm(settings) && isWeighted(settings);
const isConnected = (settings: Settings) => isIrreducible(statesOf(settings));
const hasArrivals = (settings: Settings) => statesOf(settings).some((state) => state.ratePerSecond > 0);
const isBusy = (settings: Settings) => changesPerArrival(statesOf(settings)) <= MOST_CHANGES;

/** `arrivals` of the process `mmpp`. */
export const mmppSchema = z
  .strictObject({ process: z.literal('mmpp'), ...twoStates, states: z.optional(states) })
  .check(
    z.refine<Settings>(isOneForm, {
      message:
        'either states, or all of quietRatePerSecond, burstRatePerSecond, quietSeconds and burstSeconds | Keep one of the two forms, complete.',
    }),
    z.refine<Settings>(isWeighted, {
      message:
        'in "to" one weight per state, 0 for the state itself, the others 0 or at least a ten-thousandth of their sum | Write the weights of the states it goes to, or leave "to" out.',
      path: ['states'],
    }),
    z.refine<Settings>((settings) => !isWhole(settings) || isConnected(settings), {
      message: 'states that all lead to one another | Add the missing ways to "to".',
      path: ['states'],
    }),
    z.refine<Settings>((settings) => !isWhole(settings) || hasArrivals(settings), {
      message: 'a rate above 0 in some state | Raise one of the rates.',
    }),
    z.refine<Settings>(
      (settings) => !isWhole(settings) || !isConnected(settings) || !hasArrivals(settings) || isBusy(settings),
      { message: `at most ${MOST_CHANGES} changes of state per arrival | Raise the rates or lengthen the states.` },
    ),
  );
