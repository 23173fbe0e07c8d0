/** A page that opens without a network, with everything that it needs. */
export interface KeptPage {
  /** Its `pageKey`. */
  readonly key: string;
  readonly title: string;
  /** `build` of the file graph that its files were found by. */
  readonly build: string;
  /** Paths below the site's folder, models and runtime included, whether they are here or not. */
  readonly files: readonly string[];
}

/** Pages that every learner goes to, below the site's folder; kept with the first page that is visited, and not counted. */
export const standingPages = ['offline/', '', 'progress/', 'review/', 'record/'] as const;

/** How many visited pages are kept: at about 50 kB each, some megabytes. Courses of 2,000 lessons exist. */
export const visitedPageLimit = 100;

/** The list with `page` as the most recent one, and the pages that it is now too long for. */
export function withPage(
  kept: readonly KeptPage[],
  page: KeptPage,
  isStanding: (key: string) => boolean,
  limit: number = visitedPageLimit,
): { readonly kept: readonly KeptPage[]; readonly dropped: readonly KeptPage[] } {
  const all = [page, ...kept.filter(({ key }) => key !== page.key)];
  const visited = all.filter(({ key }) => !isStanding(key));
  const dropped = new Set(visited.slice(limit));
  return { kept: all.filter((one) => !dropped.has(one)), dropped: [...dropped] };
}

/** The kept pages that are lessons, the one that was read last first. */
export function keptLessons(kept: readonly KeptPage[], siteUrl: string): readonly KeptPage[] {
  return kept.filter(({ key }) => key.startsWith(`${siteUrl}lessons/`));
}

/** The text of a page's `<title>`, without the course's name. Markup cannot be parsed in a worker; a title has no elements. */
export function titleOf(html: string): string {
  const text = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#34': '"', '#38': '&' };
  return text.replace(/&(#?\w+);/g, (whole, name: string) => signs[name] ?? whole).replace(/ · [^·]*$/, '');
}
