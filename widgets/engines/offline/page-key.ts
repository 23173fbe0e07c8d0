/** The address under which a page is kept: the same for `/lesson`, `/lesson/`, `/lesson/index.html`, `/lesson/?author` and `/lesson/#quiz`. */
export function pageKey(url: string): string {
  const { origin, pathname } = new URL(url);
  const path = pathname.replace(/\/index\.html$/, '/');
  return origin + (/(\/|\.[a-z]+)$/.test(path) ? path : `${path}/`);
}
