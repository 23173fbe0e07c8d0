/** What separates the cells: comma, semicolon or tab, whichever the head has most of. */
export function separatorOf(head: string): ',' | ';' | '\t' {
  const count = (mark: string) => head.split(mark).length;
  return ([',', ';', '\t'] as const).reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** The cells of one line, trimmed; quotes as in RFC 4180 but for line breaks within them. Null where a quote is not closed. */
export function splitLine(line: string, separator: string): string[] | null {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const letter = line[at]!;
    if (letter === '"' && isQuoted && line[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (letter === '"') isQuoted = !isQuoted;
    else if (letter === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += letter;
  }
  return isQuoted ? null : [...cells, cell.trim()];
}
