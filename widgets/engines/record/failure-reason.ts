/** What a learner is told for each failure of the browser's storage that has a name. Full sentences, and what to do. */
const REASONS: Readonly<Record<string, string>> = {
  QuotaExceededError: 'This device has no room left. Free some space, then try again.',
  NotSupportedError: 'This browser offers no storage to this page.',
  SecurityError: 'This browser is set to keep nothing for this page.',
  VersionError:
    'Your record was written by a newer version of this course. Reload the page to get it; nothing in the record was changed.',
  TimeoutError: 'The browser did not open its storage. Close other tabs of this course, then try again.',
  UnknownError:
    'The browser’s storage is damaged. Download your record, clear the data of this site in the browser’s settings, then import the file on the page My record.',
  InvalidStateError: 'The browser closed its storage. Try again, or reload the page.',
};

/** Says why something could not be stored. By `name`: what a full disk throws has changed its class between browsers and versions. */
export function failureReason(error: unknown): string {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return REASONS[name] ?? 'The browser could not store it. Try again.';
}
