/**
 * Calls `leave` whenever the page is hidden, frozen or left: it is throttled from then on, and a phone may end it without another word. Returns what ends
 * the watch.
 */
export function whenPageLeft(leave: () => void): () => void {
  const ends = new AbortController();
  const { signal } = ends;
  const noticeHidden = () => {
    if (document.visibilityState === 'hidden') leave();
  };
  document.addEventListener('visibilitychange', noticeHidden, { signal });
  document.addEventListener('freeze', leave, { signal });
  window.addEventListener('pagehide', leave, { signal });
  return () => ends.abort();
}
