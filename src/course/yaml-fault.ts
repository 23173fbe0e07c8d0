import type { Document } from 'yaml';
import type { LineIndex } from './line-index.ts';
import type { NodeStarts } from './node-starts.ts';
import type { Edit } from './quote-value.ts';

/** A fault in the YAML itself, and the edit that would mend it where one is known. */
export interface YamlFault {
  readonly offset: number;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
  readonly edit?: Edit | undefined;
}

/** The text in which a fault was found. */
export interface YamlText {
  readonly source: string;
  readonly lines: LineIndex;
  readonly document: Document;
  readonly starts: NodeStarts;
}
