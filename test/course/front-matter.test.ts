import { describe, expect, it } from 'vitest';
import { splitFrontMatter } from '../../src/course/front-matter.ts';

describe('splitFrontMatter', () => {
  it('keeps the YAML on the lines where it stands in the file', () => {
    expect(splitFrontMatter('\n---\nid: a\n---\nBody\n')).toEqual({
      yaml: '\n\nid: a\n',
      openingLine: 2,
      body: 'Body\n',
    });
  });

  it('accepts a byte order mark, CRLF, white space after the dashes, no body and no keys', () => {
    expect(splitFrontMatter('\uFEFF--- \r\nid: a\r\n---\t\r\nBody')).toEqual({
      yaml: '\nid: a\r\n',
      openingLine: 1,
      body: 'Body',
    });
    expect(splitFrontMatter('---\n---')).toEqual({ yaml: '\n', openingLine: 1, body: '' });
  });

  it('ends the front matter at the first line of dashes, so that a rule in the body stays in the body', () => {
    expect(splitFrontMatter('---\nid: a\n---\nOne\n\n---\n\nTwo')).toMatchObject({
      yaml: '\nid: a\n',
      body: 'One\n\n---\n\nTwo',
    });
  });

  it('refuses a carriage return alone, which only one of the two parsers takes for the end of a line', () => {
    expect(splitFrontMatter('---\r\nid: a\r\ntitle: b\rtags: c\n---\n')).toMatchObject({
      line: 3,
      found: 'a carriage return alone',
    });
  });

  it('refuses dashes that are indented, as Astro does', () => {
    expect(splitFrontMatter(' ---\nid: a\n---\n')).toMatchObject({
      expected: 'front matter between two lines of three dashes',
    });
  });
});
