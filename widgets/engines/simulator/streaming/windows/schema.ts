import * as z from '../../../../kit/zod.ts';
import type { Parameter } from '../../parameter.ts';
import { familyParameters, schemasOf } from '../../variant.ts';
import { windowTypes } from '../index.ts';
import { FixedWindows } from './fixed-windows.ts';
import { SessionWindows } from './session-windows.ts';
import type { WindowOperator } from './window-operator.ts';
import type { WindowVariant } from './window-type.ts';

/** `windows` of a stream processor: one of the types, told apart by `type`. */
export const windowsSchema = z.discriminatedUnion('type', schemasOf(windowTypes));
export type Windows = z.output<typeof windowsSchema>;

export function windowsParameters(): Parameter[] {
  const choice = {
    label: 'Windows',
    default: 'tumbling',
    meaning: 'Events are answered by the first result of a window of event time; left out, each by itself.',
    source: 'Apache Flink documentation, Windows.',
  };
  return familyParameters('windows', 'type', windowTypes, choice, true);
}

export function createWindows(settings: Windows): WindowOperator {
  const variant = windowTypes.find(({ name }) => name === settings.type) as unknown as WindowVariant | undefined;
  if (!variant) throw new Error(`No window type is called "${settings.type}".`);
  const shape = variant.shape(settings as never);
  return shape.isSession
    ? new SessionWindows(shape.gapSeconds, settings.allowedLatenessSeconds)
    : new FixedWindows(shape.sizeSeconds, shape.slideSeconds, settings.allowedLatenessSeconds);
}
