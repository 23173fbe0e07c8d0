import type { Provenance } from '../provenance.ts';
import type { ChartTable } from './chart-table.ts';

/** What every chart is given. */
export interface ChartProps<Spec> {
  readonly title: string;
  /** One sentence that says what is to be seen; it is also the picture's name for those who do not see it. */
  readonly conclusion: string;
  readonly chart: Spec;
  /** The same data as text. */
  readonly table: ChartTable;
  readonly provenance?: readonly Provenance[];
}
