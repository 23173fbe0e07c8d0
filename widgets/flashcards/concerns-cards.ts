const TYPES = new Set(['flashcardReviewed', 'flashcardReviewUndone', 'cardSuspended', 'cardMade', 'retentionChosen']);

/** Whether an event of the record is about flashcards: those of one lesson, or of all where none is named. */
export function concernsCards(event: { readonly type: string; readonly body: unknown }, lesson?: string): boolean {
  if (!TYPES.has(event.type)) return false;
  return lesson === undefined || (event.body as { lesson?: unknown }).lesson === lesson;
}
