import { formatNumber } from '../../kit/format.ts';
import { describeProvenance } from '../../kit/provenance.ts';
import type { ComponentView } from '../component-view.ts';
import { concludeRun } from '../conclude-run.ts';
import type { Draft } from '../draft.ts';
import type { Finding } from '../findings/finding.ts';
import type { PipelineRun } from '../pipeline-machine.ts';
import { resultRows } from '../result-rows.ts';
import { runProvenance } from '../run-provenance.ts';

/** A part of a report, as plain data: the page and the Markdown file are two ways to write the same. */
export type ReportBlock =
  | { readonly kind: 'heading' | 'paragraph' | 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

export interface Report {
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
}

export interface Reported {
  readonly draft: Draft;
  readonly views: readonly ComponentView[];
  readonly findings: readonly Finding[];
  /** The run of exactly this pipeline, if there was one. */
  readonly run: PipelineRun | undefined;
  /** The file's name, for the command that repeats the run. */
  readonly file: string;
  /** The day of the report, `2026-11-22`. */
  readonly date: string;
}

const heading = (text: string): ReportBlock => ({ kind: 'heading', text });
const paragraph = (text: string): ReportBlock => ({ kind: 'paragraph', text });
const titleOf = ({ title }: Draft) => (typeof title === 'string' && title !== '' ? title : 'A deployment pipeline');

function resultBlocks(run: PipelineRun): ReportBlock[] {
  const { result } = run;
  const rows = resultRows([result]).map(({ label, meaning, values }) => [label, values[0]!, meaning]);
  const objectives = result.objectives.map(({ metric, atMost, atLeast, value, met }) => [
    metric,
    [atLeast === undefined ? '' : `at least ${atLeast}`, atMost === undefined ? '' : `at most ${atMost}`]
      .filter((text) => text !== '')
      .join(', '),
    value === null ? '–' : formatNumber(value),
    met ? 'met' : 'missed',
  ]);
  return [
    heading('What the run shows'),
    paragraph(concludeRun(result)),
    { kind: 'table', columns: ['Measure', 'Value', 'Meaning'], rows },
    ...(objectives.length > 0
      ? [
          heading('Objectives'),
          { kind: 'table', columns: ['Metric', 'Objective', 'Value', 'Verdict'], rows: objectives } as const,
        ]
      : []),
    ...(result.warnings.length > 0 ? [{ kind: 'list', items: result.warnings } as const] : []),
  ];
}

function originBlocks(run: PipelineRun, file: string): ReportBlock[] {
  const measured =
    run.curve?.source === 'recorded' || !usesCurve(run)
      ? ''
      : ' The service curve was measured on this device: give it with --curve for the very same numbers.';
  return [
    heading('Where the numbers come from'),
    {
      kind: 'list',
      items: [
        ...runProvenance(run).map(describeProvenance),
        'Intervals are 95 % confidence intervals of the mean over the replications (Student’s t). Percentiles are exact to within 0.4 %.',
      ],
    },
    paragraph(`To repeat the run, download the scenario and simulate it.${measured}`),
    {
      kind: 'code',
      text: `npm run --silent simulate -- ${file} --seed ${run.result.seed} --replications ${run.result.replications}`,
    },
  ];
}

function usesCurve({ scenario }: PipelineRun): boolean {
  return scenario.components.some(
    (component) => 'serviceTime' in component && component.serviceTime.distribution === 'measured',
  );
}

/** What somebody needs who was not there: the pipeline, what the builder says of it, what a run showed, and how to have the same run again. */
export function makeReport({ draft, views, findings, run, file, date }: Reported): Report {
  const rows = views.map(({ id, kindLabel, place, facts }) => [id, kindLabel, place, facts.join('; ')]);
  return {
    title: titleOf(draft),
    blocks: [
      paragraph(`A deployment pipeline built with Slipway. Report of ${date}.`),
      heading('The pipeline'),
      { kind: 'table', columns: ['Component', 'Kind', 'Place', 'Parameters'], rows },
      heading('What the builder says of it'),
      findings.length > 0
        ? { kind: 'list', items: findings.map(({ sentence }) => sentence) }
        : paragraph('Nothing to mend: it can run, and every component can carry its load.'),
      ...(run
        ? [...resultBlocks(run), ...originBlocks(run, file)]
        : [heading('What the run shows'), paragraph('It has not been run as it stands.')]),
    ],
  };
}
