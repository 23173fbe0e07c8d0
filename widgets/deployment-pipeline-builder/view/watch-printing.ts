/** Tells when the page is put on paper and when it is back: so that what scrolls, folds and is drawn for a screen can stand there whole. Returns what ends it. */
export function watchPrinting(tell: (isPrinting: boolean) => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  addEventListener('beforeprint', () => tell(true), { signal });
  addEventListener('afterprint', () => tell(false), { signal });
  // A page that is shown as it would be printed gets no event of printing.
  matchMedia('print').addEventListener('change', ({ matches }) => tell(matches), { signal });
  return () => ended.abort();
}
