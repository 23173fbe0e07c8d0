// Writes the small traces that the site ships: `node src/tools/traces.ts`. They follow from published statistics alone, so the files are the same everywhere.
import { writeFileSync } from 'node:fs';
import { formatJson } from './models/format-json.ts';
import { derivedTraces } from './traces/derived-traces.ts';

for (const [name, trace] of Object.entries(derivedTraces)) {
  writeFileSync(new URL(`../../public/traces/${name}`, import.meta.url), formatJson(trace));
}
