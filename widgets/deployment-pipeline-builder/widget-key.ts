/**
 * The name under which a widget's pipeline is kept: the address of its data file within the site, or the widget's type. A second one of the same name on a page
 * has its number in its name, else the two would write over each other.
 */
export function widgetKey(data: string | null, base: string, nth = 1): string {
  const name =
    data === null ? 'deployment_pipeline_builder' : data.startsWith(base) ? `/${data.slice(base.length)}` : data;
  return nth === 1 ? name : `${name} (${nth})`;
}
