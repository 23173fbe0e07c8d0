import { xmlText } from './xml-text.ts';

/** A drawing as plain data: it becomes a document in a file, or elements of a page, where markup as text is not let in (trusted types). */
export interface SvgElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Elements, or texts as they are to be read. */
  readonly children: readonly (SvgElement | string)[];
}

export function svgElement(
  tag: string,
  attributes: SvgElement['attributes'],
  ...children: readonly (SvgElement | string)[]
): SvgElement {
  return { tag, attributes, children };
}

/** The element as text of an SVG document. */
export function svgText({ tag, attributes, children }: SvgElement): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${xmlText(String(value))}"`);
  const open = `<${tag}${given.join('')}`;
  if (children.length === 0) return `${open}/>`;
  return `${open}>${children.map((child) => (typeof child === 'string' ? xmlText(child) : svgText(child))).join('')}</${tag}>`;
}
