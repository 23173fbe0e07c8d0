/** The id of a validation case on the page of its figures: HTML wants no dots there, and names have them where they carry a number. */
export function caseAnchor(name: string): string {
  return name.replaceAll('.', '-');
}
