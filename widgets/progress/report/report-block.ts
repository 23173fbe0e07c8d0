/** A part of a report, the same for the page and for the Markdown file. */
export type ReportBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** The learner's own words, line breaks kept. */
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

export const heading = (text: string): ReportBlock => ({ kind: 'heading', text });
export const paragraph = (text: string): ReportBlock => ({ kind: 'paragraph', text });
