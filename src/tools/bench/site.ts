// npm run bench -- site [COUNT]: how long a course of COUNT generated .md lessons takes to build, how much memory, how many bytes a page.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const count = Number(process.argv[3] ?? 2000);
const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
const built = join(folder, 'dist');

const sentence =
  'A request that finds every server busy waits, and how long it waits depends on the load far more than on the speed of one server. ';
const paragraph = (seed: number) => Array.from({ length: 4 }, (_, i) => `(${seed}.${i}) ${sentence}`).join('');
const code =
  '```python\ndef serve(request):\n    features = store.lookup(request.id)\n    return model.predict(features)\n```';

/** About 1,600 words, two code blocks, a list and a table, a quiz, cards and a reflection. */
function lesson(index: number): string {
  const sections = Array.from(
    { length: 8 },
    (_, s) => `## Section ${s + 1} of lesson ${index}\n\n${paragraph(s)}\n\n${paragraph(s + 10)}\n`,
  );
  return `---
id: lesson-${index}
title: Lesson ${index}
duration_min: 20
tags: [intermediate, generated]
goals: [Know section one, Know section two]
quiz:
  - { q: "What does lesson ${index} say?", options: [One thing, Another thing, Nothing], answer: ${index % 3}, explain: It says so in its first section. }
  - { q: "How many sections has lesson ${index}?", answer: { value: 8, tolerance: 0 } }
flashcards:
  - Section: A part of lesson ${index}
reflection:
  - What did you expect of lesson ${index}?
---

${sections.slice(0, 4).join('\n')}
${code}

- first
- second
- third

| load | waiting |
|---|---|
| half | one |
| nine tenths | nine |

${sections.slice(4).join('\n')}
${code}

## Quiz

## Reflection
`;
}

mkdirSync(join(folder, 'lessons'));
for (let i = 1; i <= count; i++)
  writeFileSync(join(folder, 'lessons', `lesson-${String(i).padStart(5, '0')}.md`), lesson(i));
const chapters = Array.from({ length: Math.ceil(count / 50) }, (_, c) => {
  const ids = Array.from({ length: Math.min(50, count - c * 50) }, (_, i) => `lesson-${c * 50 + i + 1}`);
  return `  - { id: chapter-${c + 1}, title: Chapter ${c + 1}, lessons: [${ids.join(', ')}] }`;
});
writeFileSync(
  join(folder, 'course.yaml'),
  `id: generated\ntitle: Generated course\nsummary: ${count} lessons.\nchapters:\n${chapters.join('\n')}\n`,
);

/** Resident memory of a process and all its descendants, in bytes. Linux only; 0 elsewhere. */
function treeMemory(root: number): number {
  try {
    const parents = new Map<number, number>();
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      try {
        parents.set(Number(name), Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]));
      } catch {} // The process ended between the listing and the reading.
    }
    const isInTree = (pid: number): boolean =>
      pid === root || (parents.has(pid) && parents.get(pid)! > 1 && isInTree(parents.get(pid)!));
    return [...parents.keys()]
      .filter(isInTree)
      .reduce(
        (sum, pid) => sum + Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024,
        0,
      );
  } catch {
    return 0;
  }
}

const started = performance.now();
const build = spawn('astro', ['build', '--force'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, SLIPWAY_CONTENT: folder, SLIPWAY_OUT: built },
});
let tail = '';
build.stdout.on('data', (text: Buffer) => {
  tail = (tail + text.toString()).slice(-2000);
});
let peak = 0;
const sampler = setInterval(() => {
  peak = Math.max(peak, treeMemory(build.pid!));
}, 100);
build.on('exit', (status) => {
  clearInterval(sampler);
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) {
    console.error(tail);
    process.exit(1);
  }
  const pages = [1, Math.ceil(count / 2), count].map((i) =>
    readFileSync(join(built, 'lessons', `lesson-${i}`, 'index.html')),
  );
  console.log(
    `${count} lessons: ${seconds.toFixed(1)} s, peak ${(peak / 1e9).toFixed(2)} GB resident in the process tree`,
  );
  console.log(
    `a page: ${pages.map((page) => `${(page.length / 1000).toFixed(1)} kB, ${(gzipSync(page, { level: 9 }).length / 1000).toFixed(1)} kB compressed`).join('; ')}`,
  );
  rmSync(folder, { recursive: true });
});
