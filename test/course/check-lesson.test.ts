import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkLesson } from '../../src/course/check-lesson.ts';
import { formatFinding } from '../../src/course/format-findings.ts';

const folder = new URL('../fixtures/faults/', import.meta.url);
const readFault = (name: string) => readFileSync(new URL(`${name}.md`, folder), 'utf8');

/** What an author reads of a fixture. */
function report(name: string): string {
  return checkLesson(readFault(name), `${name}.md`).findings.map(formatFinding).join('\n');
}

describe('checkLesson on the faults of the lesson format', () => {
  it('says to quote a title with a second colon, shows the quoted line, and goes on to the next fault', () => {
    expect(report('plain-colon')).toMatchInlineSnapshot(`
      "plain-colon.md:3:8 error title: expected text in quotes, because it contains ": ", found a second colon followed by a space, in "Case Study: Recognizing Digits". Fix: Put the value in quotes.
          It should read:
          title: "Case Study: Recognizing Digits"
      plain-colon.md:4:7 error tags: expected a list of words, found "intermediate". Fix: Write, for example, \`tags: [intermediate, latency]\`."
    `);
  });

  it('names every fault of a deck', () => {
    expect(report('flashcards')).toMatchInlineSnapshot(`
      "flashcards.md:5:18 error flashcards[0]["Shadow mode"]: expected text in quotes, because it contains ": ", found a second colon followed by a space, in "a copy: nobody sees its answers". Fix: Put the value in quotes.
          It should read:
            - Shadow mode: "a copy: nobody sees its answers"
      flashcards.md:6:5 warning flashcards[1]: expected one colon followed by a space, found a second colon in the definition; the term is taken to be "Canary". Fix: Write the card as \`{ front: "…", back: "…" }\`, or as \`- Term: "definition"\`.
      flashcards.md:8:5 error flashcards[3]: expected a term of its own for each card, found "Rollback" again, as in entry 3. Fix: Join the two cards into one, or make their terms differ.
      flashcards.md:9:5 error flashcards[4].back: expected both sides, front and back, found no back. Fix: Add \`back:\` to the card.
      flashcards.md:10:5 error flashcards[5]["Blue/green"]: expected \`Term: definition\`, "Term: definition" or { front, back }, found nothing. Fix: Write, for example, \`- Recall: the share of the positives that were found\`.
      flashcards.md:11:5 error flashcards[6]: expected \`Term: definition\`, "Term: definition" or { front, back }, found "A term without a definition". Fix: Write, for example, \`- Recall: the share of the positives that were found\`.
      flashcards.md:12:49 warning flashcards[7].hint: expected a known key, found the unknown key "hint". Fix: It is left out. Known here: front, back, id."
    `);
  });

  it('names every fault of a quiz', () => {
    expect(report('quiz')).toMatchInlineSnapshot(`
      "quiz.md:5:44 error quiz[0].answer: expected an index from 0 to 1, found 2. Fix: Options are counted from 0.
      quiz.md:6:26 error quiz[1].options: expected at least two options, found an empty list. Fix: Add the options, or give the answer as { value, tolerance, unit }.
      quiz.md:7:33 error quiz[2].options[2]: expected options that differ, found "a" a second time. Fix: Change option 2, or remove it and renumber the answer.
      quiz.md:8:48 error quiz[3].answer[1]: expected each index once, found 1 a second time. Fix: Remove the repeat.
      quiz.md:9:52 error quiz[4].answer.tolerance: expected a number from 0, found -1. Fix: Write, for example, \`answer: { value: 12.5, tolerance: 0.5, unit: ms }\`.
      quiz.md:10:43 error quiz[5].answer: expected the index of the right option from 0, a list of indexes, or { value, tolerance, unit }, found "1". Fix: Remove the quotes: a number in quotes is text.
      quiz.md:11:58 error quiz[6].feedback: expected one text per option (2), found 1. Fix: Write one text per option, in their order; leave it empty ("") where nothing is to be said.
      quiz.md:12:45 error quiz[7].answer: expected the index of the right option from 0, a list of indexes, or { value, tolerance, unit }, found -1. Fix: Write, for example, \`answer: 0\`.
      quiz.md:12:49 warning quiz[7].explian: expected a known key, found the unknown key "explian". Fix: It is left out. Did you mean \`explain\`?
      quiz.md:13:5 error quiz[8].q: expected the question, as text, found nothing. Fix: Add, for example, \`q: "Which is faster?"\`.
      quiz.md:13:5 error quiz[8].answer: expected the index of the right option from 0, a list of indexes, or { value, tolerance, unit }, found nothing. Fix: Add, for example, \`answer: 0\`.
      quiz.md:15:22 error quiz[10].id: expected an id of its own for each question, found "same" again, as in entry 10. Fix: Answers are kept by id: give each question its own, or leave the id out.
      quiz.md:15:38 warning quiz[10].options[0]: expected text, found the number 1.10, which is shown as 1.1. Fix: Put it in quotes to have it shown as it is written."
    `);
  });

  it('finds tabs in the indentation and reads on as if they were spaces', () => {
    expect(report('tabs')).toMatchInlineSnapshot(`
      "tabs.md:5:1 error video.platform: expected indentation with spaces, found a tab. Fix: Indent with spaces: YAML does not allow tabs there.
          It should read:
            platform: youtube
      tabs.md:6:1 error video.id: expected indentation with spaces, found a tab. Fix: Indent with spaces: YAML does not allow tabs there.
          It should read:
            id: 7x8R2aJx0a0
      tabs.md:7:10 error widgets: expected a list of widgets, found "dashboard". Fix: Write, for example, \`widgets: [{ type: latency_cost_dashboard, data: /widgets/my-data.json }]\`."
    `);
  });

  it('refuses anchors, aliases, tags and merge keys, and knows Markdown emphasis among them', () => {
    expect(report('anchors')).toMatchInlineSnapshot(`
      "anchors.md:3:8 error title: expected values written out, found an anchor ("&name"). Fix: If it is text, put it in quotes: unquoted text may not begin with "&". If it refers to another value, write that value out.
          It should read:
          title: "&name Anchors"
      anchors.md:4:7 error next: expected values written out, found an alias ("*name"). Fix: If it is text, put it in quotes: unquoted text may not begin with "*". If it refers to another value, write that value out.
          It should read:
          next: "*name"
      anchors.md:6:5 error goals[0]: expected values written out, found an alias ("**Bold**:"). Fix: If it is text, put it in quotes: unquoted text may not begin with "*". If it refers to another value, write that value out.
          It should read:
            - "**Bold**: text that YAML takes for an alias"
      anchors.md:7:7 error tags: expected values written out, found a tag ("!custom"). Fix: Remove the tag; values have the type that they are written in.
          It should read:
          tags: [a]
      anchors.md:8:1 error ["<<"]: expected keys written out, found a merge key (<<). Fix: Write the merged keys out where they are needed."
    `);
  });

  it('reports a key that stands twice, at its second place', () => {
    expect(report('duplicate-keys')).toMatchInlineSnapshot(`
      "duplicate-keys.md:4:1 error title: expected each key once, found the key "title" a second time. Fix: Remove one of them, or join their values.
      duplicate-keys.md:6:45 error quiz[0].answer: expected each key once, found the key "answer" a second time. Fix: Remove one of them, or join their values."
    `);
  });

  it('reports missing keys beside wrong ones', () => {
    expect(report('missing')).toMatchInlineSnapshot(`
      "missing.md:1:1 error id: expected a name for a web address: letters, digits, "-", "_" and ".", beginning with a letter or a digit, at most 128, found nothing. Fix: Add, for example, \`id: batch-or-stream\`.
      missing.md:1:1 error title: expected text, found nothing. Fix: Add, for example, \`title: "Batch or stream"\`.
      missing.md:2:15 error duration_min: expected minutes, a number above 0, found -5. Fix: Write, for example, \`duration_min: 45\`."
    `);
  });

  it('translates every wrong type into the accepted form', () => {
    expect(report('wrong-types')).toMatchInlineSnapshot(`
      "wrong-types.md:2:5 error id: expected a name for a web address: letters, digits, "-", "_" and ".", beginning with a letter or a digit, at most 128, found "wrong/types". Fix: Write, for example, \`id: batch-or-stream\`.
      wrong-types.md:3:8 error title: expected text, found a list of 2. Fix: Write, for example, \`title: "Batch or stream"\`.
      wrong-types.md:4:15 error duration_min: expected minutes, a number above 0, found "45". Fix: Remove the quotes: a number in quotes is text.
      wrong-types.md:5:10 error prereqs: expected a list of lesson ids, found "one". Fix: Write, for example, \`prereqs: [first-steps]\`.
      wrong-types.md:7:5 error goals[0]: expected text, found a key with a value ("Learn": …). Fix: Put the text in quotes. YAML reads a colon followed by a space as the end of a key.
          It should read:
            - "Learn: the basics"
      wrong-types.md:8:5 error goals[1]: expected text, found a date. Fix: Put the text in quotes. YAML reads it as a date.
          It should read:
            - "2026-11-22"
      wrong-types.md:9:20 error video.platform: expected "youtube", found "vimeo". Fix: Write, for example, \`platform: youtube\`.
      wrong-types.md:9:31 error video.id: expected the 11 characters of a YouTube video id: letters, digits, "-" and "_", found "short". Fix: Write, for example, \`id: dQw4w9WgXcQ\`.
      wrong-types.md:9:54 error video.end: expected a time after the start (90 s), found 30. Fix: Write both in seconds from the beginning of the video, the end after the start.
      wrong-types.md:10:11 error widgets[0].type: expected the name of a widget type, found nothing. Fix: Add, for example, \`type: latency_cost_dashboard\`.
      wrong-types.md:10:55 error widgets[1].data: expected a path on this site, beginning with "/" and without "..", found "../x.json". Fix: Write, for example, \`data: /widgets/my-data.json\`.
      wrong-types.md:10:85 error widgets[2].data: expected a path on this site, beginning with "/" and without "..", found "//x.json". Fix: Write, for example, \`data: /widgets/my-data.json\`.
      wrong-types.md:11:13 error reflection: expected a list of questions to write about, found a key with a value ("why": …). Fix: Write, for example, \`reflection: ["Which would you choose, and why?"]\`.
      wrong-types.md:12:7 error next: expected the id of a lesson, found a list of 1. Fix: Write, for example, \`next: canary-releases\`.
      wrong-types.md:13:1 warning titel: expected a known key, found the unknown key "titel". Fix: It is left out. Did you mean \`title\`?"
    `);
  });

  it('refuses a video that ends before it starts', () => {
    expect(report('video-end')).toMatchInlineSnapshot(
      `"video-end.md:4:62 error video.end: expected a time after the start (90 s), found 30. Fix: Write both in seconds from the beginning of the video, the end after the start."`,
    );
  });

  it('mends quotation marks, brackets and reserved signs, and reads on', () => {
    expect(report('quotes')).toMatchInlineSnapshot(`
      "quotes.md:3:17 error title: expected one text in quotes, found more text after a closing quotation mark ("mode"). Fix: Put the whole value in quotes of the other kind, or double the quotation marks within it.
          It should read:
          title: '"Shadow" mode'
      quotes.md:5:5 error goals[0]: expected text, found unquoted text that begins with "@", which YAML reserves. Fix: Put the value in quotes.
          It should read:
            - "@home"
      quotes.md:6:5 error goals[1]: expected a closing ", found text that begins with " and does not end. Fix: Close the quotes, or remove the opening one.
          It should read:
            - "never closed"
      quotes.md:7:8 error goals[2]: expected text in double quotes in which a backslash begins a known escape, found "\\\\d". Fix: Use single quotes, in which a backslash is a backslash, or double the backslash.
          It should read:
            - "C:\\\\data"
      quotes.md:8:5 error goals[3]: expected a closing ", found text that begins with " and does not end. Fix: Close the quotes, or remove the opening one.
          It should read:
            - "ends with \\""
      quotes.md:9:7 error tags: expected a closing ], found a [ that is not closed before the next key. Fix: Close it with ], and indent every line of it.
          It should read:
          tags: [a, b]
      quotes.md:11:5 warning reflection[0]: expected the whole text, found a comment ("#really about?"), which is left out. Fix: If it belongs to the text, put the text in quotes; if it is a comment, write a space after "#".
      quotes.md:12:1 error next: expected a space after the colon, found "next:nowhere". Fix: Write a space after the colon.
          It should read:
          next: nowhere"
    `);
  });

  it.each(['never-closed', 'no-front-matter', 'empty', 'toml', 'dashes', 'deep'])('reports %s once', (name) => {
    expect(checkLesson(readFault(name), name).findings).toHaveLength(1);
  });

  it('says where the front matter is missing, unclosed or too deep', () => {
    const names = ['never-closed', 'no-front-matter', 'empty', 'toml', 'dashes', 'deep'];
    expect(names.map(report).join('\n')).toMatchInlineSnapshot(`
      "never-closed.md:1:1 error: expected front matter that ends with a line of three dashes, found no such line before the end of the file. Fix: Add a line of three dashes after the last key, before the text of the lesson.
      no-front-matter.md:1:1 error: expected front matter between two lines of three dashes, found no front matter (the file begins with "## Introduction"). Fix: Begin the file with a line of three dashes, then the keys (at least \`id:\` and \`title:\`), then another line of three dashes.
      empty.md:1:1 error: expected a lesson, found an empty file. Fix: Begin the file with a line of three dashes, then the keys (at least \`id:\` and \`title:\`), then another line of three dashes.
      toml.md:1:1 error: expected front matter between two lines of three dashes, found TOML between lines of "+++". Fix: Write the front matter in YAML, between lines of three dashes.
      dashes.md:4:1 error: expected a line of exactly three dashes, found "----". Fix: Write the three dashes on a line of their own; a line within the front matter may not begin with them.
      deep.md:4:42 error: expected at most 32 levels of nesting, found more. Fix: Remove the brackets or the indentation that nest these values; a lesson needs no more than 4 levels."
    `);
  });
});

describe('checkLesson', () => {
  const names = readdirSync(folder).map((file) => file.replace(/\.md$/, ''));

  it.each(names)('gives no lesson for the fault fixture %s, and an error', (name) => {
    const { lesson, findings } = checkLesson(readFault(name), name);
    expect(lesson).toBeUndefined();
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it.each(names)('proposes in %s only lines that mend: put in place, their faults are gone', (name) => {
    const text = readFault(name);
    const before = checkLesson(text, name).findings;
    const mendedFindings = before.filter((finding) => finding.mended !== undefined);
    const lines = text.split('\n');
    for (const { line, mended } of mendedFindings) lines[line - 1] = mended!;
    const key = ({ line, expected }: { line: number; expected: string }) => `${line}: ${expected}`;
    const after = new Set(checkLesson(lines.join('\n'), name).findings.map(key));
    expect(mendedFindings.map(key).filter((one) => after.has(one))).toEqual([]);
  });

  it('has a fixture with a proposed line, so that the test above compares something', () => {
    const mended = names
      .flatMap((name) => checkLesson(readFault(name), name).findings)
      .filter((finding) => finding.mended);
    expect(mended.length).toBeGreaterThan(10);
  });

  it('places the same faults on the same lines in a file with a byte order mark and CRLF line ends', () => {
    for (const name of names) {
      const text = readFault(name);
      const expected = checkLesson(text, name).findings.map(({ line, path }) => ({ line, path }));
      const found = checkLesson(`\uFEFF${text.replaceAll('\n', '\r\n')}`, name).findings.map(({ line, path }) => ({
        line,
        path,
      }));
      expect(found).toEqual(expected);
    }
  });

  it('counts lines in the file, also when blank lines precede the front matter', () => {
    const found = checkLesson('\n\n---\nid: a\ntitle: A: b\n---\n', 'a.md').findings;
    expect(found.map(({ line, column }) => [line, column])).toEqual([[5, 8]]);
  });

  it('keeps text that looks like a key of an object in quotes as text', () => {
    const { lesson } = checkLesson('---\nid: a\ntitle: "A: b"\ngoals: ["__proto__: x", constructor]\n---\n', 'a.md');
    expect(lesson?.goals).toEqual(['__proto__: x', 'constructor']);
  });

  it('never changes the prototype of a lesson', () => {
    const { lesson } = checkLesson('---\nid: a\ntitle: A\n__proto__: { level: broken }\n---\n', 'a.md');
    expect(Object.getPrototypeOf(lesson)).toBe(Object.prototype);
    expect(lesson?.level).toBeUndefined();
  });
});
