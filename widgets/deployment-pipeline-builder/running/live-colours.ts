/** What the picture is painted with, from the tokens of the page. */
export interface LiveColours {
  readonly ink: string;
  readonly soft: string;
  readonly rule: string;
  readonly accent: string;
  readonly warn: string;
  readonly bad: string;
  readonly paper: string;
  readonly font: string;
}

/**
 * Reads the tokens as they stand now: light or dark, or the few colours of a person who has set their own. A canvas does not know `light-dark()` and
 * variables, so an element in `host` wears each token for a moment.
 */
export function liveColours(host: Element): LiveColours {
  const font = `11px ${getComputedStyle(host).fontFamily}`;
  if (matchMedia('(forced-colors: active)').matches) {
    const [ink, accent] = ['CanvasText', 'Highlight'];
    return { ink, soft: ink, rule: ink, accent, warn: ink, bad: ink, paper: 'Canvas', font };
  }
  const probe = document.createElement('span');
  host.append(probe);
  const token = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    ink: token('--ink'),
    soft: token('--ink-soft'),
    rule: token('--rule-strong'),
    accent: token('--accent'),
    warn: token('--warn'),
    bad: token('--bad'),
    paper: token('--paper'),
    font,
  };
  probe.remove();
  return colours;
}
