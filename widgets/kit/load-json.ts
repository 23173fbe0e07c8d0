import type { Parsed } from './problem.ts';

function refusal(url: string, expected: string, found: string, fix: string): Parsed<never> {
  return { ok: false, problems: [{ path: url, expected, found, fix }] };
}

/** Fetches a JSON file and checks it. Never rejects: a missing or wrong file is a list of problems that name it. */
export async function loadJson<T>(url: string, parse: (input: unknown) => Parsed<T>): Promise<Parsed<T>> {
  const response = await fetch(url).catch(() => undefined);
  if (!response)
    return refusal(url, 'an answer from the site', 'none', 'Check the connection and load the page again.');
  if (!response.ok)
    return refusal(
      url,
      'a file',
      `status ${response.status}`,
      'Put the file under public, or correct the address in the lesson’s front matter.',
    );
  let input: unknown;
  try {
    input = JSON.parse(await response.text());
  } catch (error) {
    return refusal(
      url,
      'JSON',
      error instanceof Error ? error.message : String(error),
      'Correct the file; an editor that knows JSON shows the place.',
    );
  }
  const parsed = parse(input);
  if (parsed.ok) return parsed;
  return {
    ok: false,
    problems: parsed.problems.map((problem) => ({
      ...problem,
      path: problem.path === '' ? url : `${url}: ${problem.path}`,
    })),
  };
}
