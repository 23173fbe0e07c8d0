import type { Parsed } from '../kit/problem.ts';
import { parseWidgetData, type WidgetData } from './widget-data.ts';

function refusal(url: string, expected: string, found: string, fix: string): Parsed<WidgetData> {
  return { ok: false, problems: [{ path: url, expected, found, fix }] };
}

/** Fetches and checks a widget data file. Never rejects: a missing or wrong file is a list of problems. */
export async function loadWidgetData(url: string): Promise<Parsed<WidgetData>> {
  const response = await fetch(url).catch(() => undefined);
  if (!response)
    return refusal(url, 'an answer from the site', 'none', 'Check the connection and load the page again.');
  if (!response.ok) {
    return refusal(
      url,
      'the widget data file',
      `status ${response.status}`,
      'Put the file under public/widgets, or correct `data` in the lesson’s front matter.',
    );
  }
  const text = await response.text();
  try {
    const parsed = parseWidgetData(JSON.parse(text));
    return parsed.ok
      ? parsed
      : { ok: false, problems: parsed.problems.map((problem) => ({ ...problem, path: `${url}: ${problem.path}` })) };
  } catch (error) {
    return refusal(
      url,
      'JSON',
      error instanceof Error ? error.message : String(error),
      'Correct the file; an editor that knows JSON shows the place.',
    );
  }
}
