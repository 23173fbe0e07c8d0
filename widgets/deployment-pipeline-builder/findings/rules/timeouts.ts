import type { Component } from '../../../engines/simulator/scenario.ts';
import { formatSeconds } from '../../../kit/format.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../finding.ts';
import { leastSeconds, serviceSeconds } from '../path-seconds.ts';
import type { Command } from '../../commands/command.ts';
import { together } from '../units.ts';
import { valueAt } from '../../value-path.ts';

/** Timeouts of a component, by the path of the parameter, and what waits. */
const TIMEOUTS: Readonly<Record<string, readonly string[]>> = {
  gateway: ['timeoutSeconds'],
  proxy: ['timeoutSeconds', 'perTryTimeoutSeconds'],
  device: ['escalation.timeoutSeconds'],
};

/** Three times the time without waiting leaves room for a queue and for slow answers; two digits. */
const generous = (seconds: number) => Number((3 * seconds).toPrecision(2));

/** A call as a whole may not give up before one of its attempts does. */
function waitLonger({ id, ...component }: Component, path: string, value: number): Command[] {
  const whole = path === 'perTryTimeoutSeconds' ? valueAt(component, 'timeoutSeconds') : undefined;
  const set = (key: string, seconds: number): Command => ({ type: 'setParameter', id, path: key, value: seconds });
  return [...(typeof whole === 'number' && whole < value ? [set('timeoutSeconds', 2 * value)] : []), set(path, value)];
}

/** What lies behind a component takes so long on average when nothing waits: its own service is not in it. */
function behindSeconds(component: Component, { scenario, byId, curves }: Context): number {
  const { escalation: _, ...asking } = component as Component & { escalation?: unknown };
  const stageOf = (each: Component) => (each.id === component.id ? 0 : serviceSeconds(each, curves));
  const { network, service } = leastSeconds(asking as Component, scenario, byId, stageOf, (own, rest) => own + rest);
  return network + service;
}

/** Timeouts shorter than the time that an answer takes even when nothing waits. */
export function checkTimeouts(context: Context): Finding[] {
  return context.scenario.components.flatMap((component) =>
    (TIMEOUTS[component.kind] ?? []).flatMap((path): Finding[] => {
      const seconds = valueAt(component, path);
      if (typeof seconds !== 'number') return [];
      const least = behindSeconds(component, context);
      if (seconds >= least) return [];
      const { id } = component;
      const value = generous(least);
      const label = `Let “${id}” wait ${formatSeconds(value)}`;
      return [
        {
          componentId: id,
          severity: 'warning',
          sentence: `“${id}” waits ${formatSeconds(seconds)} for an answer, but round trips and service alone take ${formatSeconds(least)} on average: most answers will come too late. Wait longer, or shorten the calls.`,
          fix: { label, command: together(waitLonger(component, path, value), label) },
        },
      ];
    }),
  );
}
