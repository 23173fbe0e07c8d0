/** A link within the site: `path` without a leading slash, under whatever folder the site is served from. */
export function href(path: string): string {
  return import.meta.env.BASE_URL.replace(/\/?$/, '/') + path.replace(/^\//, '');
}
