/** What a drawing takes from the page's style sheets, as attributes of SVG. */
const properties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'font-size',
  'font-weight',
  'font-variant-numeric',
] as const;
/** What SVG takes where nothing is said: left out, so that the file stays readable. */
const initial: Partial<Record<(typeof properties)[number], string>> = {
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'paint-order': 'normal',
  'font-weight': '400',
  'font-variant-numeric': 'normal',
};
const drawn = 'path,line,rect,circle,text';

/** What stands inside an `svg` of the page, with its colours and sizes written into it: light, whatever the page or the reader's system shows. */
export function drawingAlone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const aside = document.createElement('div');
  aside.setAttribute('aria-hidden', 'true');
  // The style sheets name colours for light and dark by one name: the copy asks for the light ones, and for no forced colours.
  aside.style.cssText =
    'position:absolute;inset-inline-start:-9999px;visibility:hidden;color-scheme:light;forced-color-adjust:none';
  // The file's own ground is white, so what keeps text clear of lines is too.
  aside.style.setProperty('--paper', '#fff');
  aside.append(copy);
  svg.parentElement!.append(aside);
  try {
    for (const element of copy.querySelectorAll<SVGElement>(drawn)) writeStyle(element);
    for (const element of copy.querySelectorAll('[class]')) element.removeAttribute('class');
    const serialise = new XMLSerializer();
    // Without comments and without the name space, which the document around it says once.
    return [...copy.children]
      .map((child) => serialise.serializeToString(child))
      .join('')
      .replaceAll(/<!--.*?-->/gs, '')
      .replaceAll(' xmlns="http://www.w3.org/2000/svg"', '');
  } finally {
    aside.remove();
  }
}

function writeStyle(element: SVGElement): void {
  const style = getComputedStyle(element);
  const isText = element.tagName === 'text';
  for (const property of properties) {
    if (!isText && property.startsWith('font')) continue;
    if (element.tagName === 'line' && property.startsWith('fill')) continue;
    const value = style.getPropertyValue(property);
    // A pattern is named by its place in the document; the browser writes the whole address of the page.
    if (value === '' || value === initial[property] || value.includes('url(')) continue;
    if (value === 'none' || property !== 'stroke-width' || style.stroke !== 'none')
      element.setAttribute(property, value);
  }
}
