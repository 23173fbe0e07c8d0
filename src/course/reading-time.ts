/** Words that an adult reads silently in a minute of non-fiction: mean of 190 studies (Brysbaert 2019, doi:10.1016/j.jml.2019.104047). */
export const wordsPerMinute = 238;

/** Words of a Markdown text; code blocks, comments, addresses of links and tags do not count. */
export function countWords(markdown: string): number {
  const prose = markdown
    .replace(/^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]*\1[`~]*[ \t]*$|$(?![\s\S]))/gm, ' ')
    .replace(/<!--[\s\S]*?-->|\{\/\*[\s\S]*?\*\/\}/g, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\]\([^()\n]*\)/g, ' ');
  return prose.match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/** Minutes that a Markdown text takes to read, rounded up to whole ones; 0 without words. */
export function readingMinutes(markdown: string): number {
  return Math.ceil(countWords(markdown) / wordsPerMinute);
}
