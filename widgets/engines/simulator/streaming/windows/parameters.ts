import * as z from '../../../../kit/zod.ts';
import { numberParameter } from '../../parameter.ts';

const FLINK = 'Apache Flink documentation';

export const outOfOrdernessSeconds = numberParameter({
  label: 'Out-of-orderness bound',
  unit: 'seconds',
  minimum: 0,
  maximum: 86_400,
  default: 5,
  meaning: 'How far the watermark stays behind the latest event: events that come later than that may be too late.',
  source: `${FLINK}, Builtin Watermark Generators: BoundedOutOfOrdernessWatermarks.`,
});

export const watermarkIntervalSeconds = numberParameter({
  label: 'Watermark interval',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 3600,
  default: 0.2,
  meaning: 'Time between two watermarks; a window can fire only when one comes.',
  source: `${FLINK}: pipeline.auto-watermark-interval, default 200 ms.`,
});

export const idlenessSeconds = numberParameter({
  label: 'Idleness',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 86_400,
  default: null,
  meaning:
    'A partition without records for this long no longer holds the watermark back; left out, it holds it back for ever.',
  source: `${FLINK}, Dealing With Idle Sources: WatermarkStrategy.withIdleness.`,
});

export const allowedLatenessSeconds = numberParameter({
  label: 'Allowed lateness',
  unit: 'seconds',
  minimum: 0,
  maximum: 86_400,
  default: 0,
  meaning:
    'How long after its first result a window is kept: a late event updates the result; after that it is dropped.',
  source: `${FLINK}, Windows, Allowed Lateness: default 0.`,
});

/** The keys that every window type has. */
export const windowParameters = {
  outOfOrdernessSeconds,
  watermarkIntervalSeconds,
  idlenessSeconds,
  allowedLatenessSeconds,
};
export const optionalWindowParameters = Object.keys(windowParameters);
export const windowShape = {
  outOfOrdernessSeconds: z._default(outOfOrdernessSeconds.schema, 5),
  watermarkIntervalSeconds: z._default(watermarkIntervalSeconds.schema, 0.2),
  idlenessSeconds: z.optional(idlenessSeconds.schema),
  allowedLatenessSeconds: z._default(allowedLatenessSeconds.schema, 0),
};

/** A length of event time. */
export function lengthParameter(label: string, fallback: number, meaning: string, source: string) {
  return numberParameter({
    label,
    unit: 'seconds',
    minimum: 0.001,
    maximum: 86_400,
    default: fallback,
    meaning,
    source: `${FLINK}, Windows: ${source}.`,
  });
}
