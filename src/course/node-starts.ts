import { type Document, isCollection, isScalar, visit } from 'yaml';

/** Where quotations and bracketed collections of a document begin; a fault is often noticed far behind the sign that caused it. */
export class NodeStarts {
  readonly #document: Document;
  readonly #source: string;
  /** Offsets in ascending order, by the opening sign; made when first asked for. */
  #starts: Map<string, number[]> | undefined;

  constructor(document: Document, source: string) {
    this.#document = document;
    this.#source = source;
  }

  /** Offset of the last value that begins with `sign` before `offset`. */
  lastBefore(offset: number, sign: string): number | undefined {
    this.#starts ??= this.#collect();
    const starts = this.#starts.get(sign) ?? [];
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return starts[low - 1];
  }

  #collect(): Map<string, number[]> {
    const starts = new Map<string, number[]>();
    visit(this.#document, {
      Node: (_key, node) => {
        const isQuoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
        if (!node.range || !(isQuoted || (isCollection(node) && node.flow === true))) return;
        const sign = this.#source[node.range[0]]!;
        const known = starts.get(sign);
        if (known === undefined) starts.set(sign, [node.range[0]]);
        else known.push(node.range[0]);
      },
    });
    for (const offsets of starts.values()) offsets.sort((a, b) => a - b);
    return starts;
  }
}
