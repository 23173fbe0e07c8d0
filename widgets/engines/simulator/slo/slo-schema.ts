import * as z from '../../../kit/zod.ts';
import { idSchema } from '../components/component-kind.ts';
import { choiceParameter, integerParameter, numberParameter } from '../parameter.ts';

const WORKBOOK = 'Google SRE workbook, chapter 5, "Alerting on SLOs"';
const seconds = (info: { label: string; minimum?: number; default: number; meaning: string; source: string }) =>
  numberParameter({ minimum: 1, maximum: 31_536_000, ...info, unit: 'seconds' });

const target = numberParameter({
  label: 'Target',
  unit: '',
  minimum: 0,
  maximum: 0.999_999_9,
  default: 0.999,
  meaning: 'Share of the requests that are to be good; what is missing to 1 is the error budget.',
  source: `${WORKBOOK}: 99.9 %.`,
});

const windowSeconds = seconds({
  label: 'Window of the objective',
  default: 2_592_000,
  meaning: 'Over how long the target is to be kept.',
  source: `${WORKBOOK}: 30 days.`,
});

const latencySeconds = numberParameter({
  label: 'Latest good answer',
  unit: 'seconds',
  minimum: 1e-6,
  maximum: 1e6,
  default: null,
  meaning: 'A request that is answered later than this is bad as well; left out, every answer in time is good.',
  source: 'Google SRE workbook, chapter 2: a latency SLI is the share of requests faster than a threshold.',
});

const intervalSeconds = integerParameter({
  label: 'Interval',
  unit: 'seconds',
  minimum: 1,
  maximum: 3600,
  default: 60,
  meaning: 'How often the counters are read and the rules are judged.',
  source: 'Prometheus: scrape_interval and evaluation_interval, default 1 minute.',
});

const longSeconds = seconds({
  label: 'Long window',
  default: 3600,
  meaning: 'How far back the alert looks for whether it matters.',
  source: `${WORKBOOK}, table 5-8: 1 h, 6 h, 3 days.`,
});
const shortSeconds = seconds({
  label: 'Short window',
  default: 300,
  meaning: 'How far back it looks for whether it is still so.',
  source: `${WORKBOOK}: a twelfth of the long window.`,
});
const burnRate = numberParameter({
  label: 'Burn rate',
  unit: '',
  minimum: 0.01,
  maximum: 1e6,
  default: 14.4,
  meaning: 'How many times faster than allowed the budget must be spent, in both windows, for the alert to be on.',
  source: `${WORKBOOK}, table 5-8: 14.4, 6, 1.`,
});
const severity = choiceParameter({
  label: 'Severity',
  choices: ['page', 'ticket'],
  default: 'page',
  meaning: 'Whether somebody is called at once, or finds it on the next day; has no effect.',
  source: WORKBOOK,
});

/** The parameters of an objective with an error budget, and of one of its alerts, for forms. */
export const sloParameters = {
  target: target.info,
  windowSeconds: windowSeconds.info,
  latencySeconds: latencySeconds.info,
  intervalSeconds: intervalSeconds.info,
};
export const alertParameters = {
  severity: severity.info,
  longSeconds: longSeconds.info,
  shortSeconds: shortSeconds.info,
  burnRate: burnRate.info,
};

const alertSchema = z
  .strictObject({
    severity: z._default(severity.schema, 'page'),
    longSeconds: longSeconds.schema,
    shortSeconds: shortSeconds.schema,
    burnRate: burnRate.schema,
  })
  .check(
    z.refine(({ longSeconds: long, shortSeconds: short }) => short <= long, {
      message: 'a short window within the long one | Exchange the two windows.',
      path: ['shortSeconds'],
    }),
  );

/** An objective for the share of good requests over a long time, whose budget of bad ones is watched while it is spent. */
export const sloSchema = z
  .strictObject({
    /** A person's name for it. */
    id: z.optional(idSchema),
    target: target.schema,
    windowSeconds: z._default(windowSeconds.schema, 2_592_000),
    latencySeconds: z.optional(latencySeconds.schema),
    intervalSeconds: z._default(intervalSeconds.schema, 60),
    /** Left out: the three rules of the SRE workbook. */
    alerts: z.optional(z.array(alertSchema).check(z.maxLength(20))),
  })
  .check(
    z.refine(({ alerts = [], windowSeconds: window }) => alerts.every(({ longSeconds: long }) => long <= window), {
      message: 'long windows within the window of the objective | Shorten them, or lengthen windowSeconds.',
      path: ['alerts'],
    }),
    z.refine(
      ({ alerts = [], intervalSeconds: interval }) => alerts.every(({ shortSeconds: short }) => short >= interval),
      {
        message: 'short windows of at least one interval | Lengthen them, or shorten intervalSeconds.',
        path: ['alerts'],
      },
    ),
  );
export type Slo = z.output<typeof sloSchema>;
