import * as z from '../../../kit/zod.ts';
import type { CallGuard, GuardedCaller } from '../calls/call-guard.ts';
import type { Parameter } from '../parameter.ts';
import type { BuildContext } from '../station.ts';
import { familyParameters, schemasOf } from '../variant.ts';
import { BreakerGuard } from './breaker-guard.ts';
import type { BreakerVariant } from './breaker.ts';
import type { CallLimits, CallLimitVariant } from './call-limit.ts';
import { GuardChain } from './guard-chain.ts';
import { breakers, callLimits, rateLimits, sheddingPolicies, throttles } from './index.ts';
import { LimitGuard } from './limit-guard.ts';
import type { RateLimiter, RateLimitVariant } from './rate-limiter.ts';
import type { Shedder, SheddingVariant } from './shedder.ts';
import { ThrottleGuard } from './throttle-guard.ts';
import type { ThrottleVariant } from './throttle.ts';

const breakerSchema = z.discriminatedUnion('policy', schemasOf(breakers));
const limitSchema = z.discriminatedUnion('policy', schemasOf(callLimits));
const throttleSchema = z.discriminatedUnion('policy', schemasOf(throttles));
/** `rateLimit` of a gateway; without a policy a token bucket. */
export const rateLimitSchema = z.discriminatedUnion('policy', schemasOf(rateLimits));
/** `shedding` of a model server. */
export const sheddingSchema = z.discriminatedUnion('policy', schemasOf(sheddingPolicies));

export type BreakerSettings = z.output<typeof breakerSchema>;
export type LimitSettings = z.output<typeof limitSchema>;
export type ThrottleSettings = z.output<typeof throttleSchema>;
export type RateLimitSettings = z.output<typeof rateLimitSchema>;
export type SheddingSettings = z.output<typeof sheddingSchema>;

/** The keys of a component that calls others: each may be left out. */
export const guardShape = {
  breaker: z.optional(breakerSchema),
  throttle: z.optional(throttleSchema),
  limit: z.optional(limitSchema),
};

const SOURCE = 'Scenario format.';

export function guardParameters(): Parameter[] {
  return [
    ...familyParameters(
      'breaker',
      'policy',
      breakers,
      {
        label: 'Circuit breaker',
        default: 'resilience4j',
        meaning: 'When calls are no longer made because too many of them fail; left out, they always are.',
        source: SOURCE,
      },
      true,
    ),
    ...familyParameters(
      'throttle',
      'policy',
      throttles,
      {
        label: 'Client throttle',
        default: 'sre',
        meaning: 'By which rule the client holds calls back while they are refused; left out, it never does.',
        source: SOURCE,
      },
      true,
    ),
    ...familyParameters(
      'limit',
      'policy',
      callLimits,
      {
        label: 'Limit of calls',
        default: 'envoy',
        meaning: 'How many calls may be under way at the same time; left out, as many as there are.',
        source: SOURCE,
      },
      true,
    ),
  ];
}

export function rateLimitParameters(): Parameter[] {
  return familyParameters(
    'rateLimit',
    'policy',
    rateLimits,
    {
      label: 'Rate limit',
      default: 'tokenBucket',
      meaning: 'By which rule requests are held to a rate; left out, there is no limit.',
      source: SOURCE,
    },
    true,
  );
}

export function sheddingParameters(): Parameter[] {
  return familyParameters(
    'shedding',
    'policy',
    sheddingPolicies,
    {
      label: 'Load shedding',
      default: 'codel',
      meaning: 'Which requests are given up under load; left out, none but those that a full queue turns away.',
      source: SOURCE,
    },
    true,
  );
}

function variantOf<Variant>(registry: readonly { readonly name: string }[], name: string): Variant {
  const variant = registry.find((candidate) => candidate.name === name);
  if (!variant) throw new Error(`No guard is called "${name}".`);
  return variant as Variant;
}

function findBreaker(settings: BreakerSettings): BreakerVariant {
  return variantOf(breakers, settings.policy);
}

function findRateLimit(settings: RateLimitSettings): RateLimitVariant {
  return variantOf(rateLimits, settings.policy);
}

/** How many calls must end within how many seconds before a breaker can open. */
export function breakerNeeds(settings: BreakerSettings): ReturnType<BreakerVariant['needs']> {
  return findBreaker(settings).needs(settings as never);
}

/** What a limit of calls comes to. */
export function callLimitsOf(settings: LimitSettings): CallLimits {
  return variantOf<CallLimitVariant>(callLimits, settings.policy).limits(settings as never);
}

/** What a rate limit comes to: a rate in the long run, and how much more at once. */
export function limitOf(settings: RateLimitSettings): { readonly ratePerSecond: number; readonly burst: number } {
  const variant = findRateLimit(settings);
  return { ratePerSecond: variant.ratePerSecond(settings as never), burst: variant.burst(settings as never) };
}

function findShedding(settings: SheddingSettings): SheddingVariant {
  return variantOf(sheddingPolicies, settings.policy);
}

/** At how many waiting requests a queue counts as full; Infinity for policies that do not look, undefined where it is never full. */
export function fullAt(settings: SheddingSettings, queueCapacity: number | undefined): number | undefined {
  const variant = findShedding(settings);
  if (!variant.fullAt) return Infinity;
  return variant.fullAt(settings as never) ?? (queueCapacity || undefined);
}

export function createRateLimiter(settings: RateLimitSettings): RateLimiter {
  return findRateLimit(settings).create(settings as never);
}

export function createShedder(settings: SheddingSettings): Shedder {
  return findShedding(settings).create(settings as never);
}

interface GuardSettings {
  readonly breaker?: BreakerSettings | undefined;
  readonly throttle?: ThrottleSettings | undefined;
  readonly limit?: LimitSettings | undefined;
}

/**
 * The guards that the settings name as one, or undefined. The limit comes first, because calls wait there; the breaker last, so that a trial call that
 * it grants is also made.
 */
export function createGuard(
  { breaker, throttle, limit }: GuardSettings,
  caller: GuardedCaller,
  context: BuildContext,
): CallGuard | undefined {
  const guards: CallGuard[] = [];
  if (limit) {
    guards.push(new LimitGuard(callLimitsOf(limit), caller, context));
  }
  if (throttle) {
    const variant = variantOf<ThrottleVariant>(throttles, throttle.policy);
    guards.push(new ThrottleGuard(variant.create(throttle as never), context));
  }
  if (breaker) guards.push(new BreakerGuard(findBreaker(breaker).create(breaker as never), context));
  return guards.length > 1 ? new GuardChain(guards) : guards[0];
}
