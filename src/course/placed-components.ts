/** The component of a widget type: `latency_cost_dashboard` is placed as `<LatencyCostDashboard />`. */
export function componentName(type: string): string {
  return type.replace(/(?:^|[_-]+)([a-z0-9])/gi, (_match, first: string) => first.toUpperCase());
}

/** The names of the components that an `.mdx` body places by hand; what only stands in code or in a comment does not count. */
export function placedComponentNames(body: string): Set<string> {
  const tags = withoutCode(body).matchAll(/(?<!\\)<([A-Z][A-Za-z0-9]*)(?=[\s/>])/g);
  return new Set(Array.from(tags, (tag) => tag[1]!));
}

/** A body without fenced code, comments and code in a line. */
function withoutCode(body: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of body.split(/\r?\n/)) {
    const mark = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(`{3,}|~{3,})(.*)$/.exec(line);
    if (fence === undefined && mark !== null && !(mark[1]![0] === '`' && mark[2]!.includes('`'))) fence = mark[1]!;
    else if (fence === undefined) lines.push(line);
    else if (mark !== null && mark[1]!.startsWith(fence) && mark[2]!.trim() === '') fence = undefined;
  }
  return lines
    .join('\n')
    .replace(/\{\s*\/\*[\s\S]*?\*\/\s*\}|<!--[\s\S]*?-->/g, ' ')
    .replace(/(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\1(?!`)/g, ' ');
}
