import { canonicalJson } from '../../../widgets/engines/record/canonical-json.ts';
import type { RecordEvent } from '../../../widgets/engines/record/event.ts';
import { openRecordNamed } from '../../../widgets/engines/record/open-record.ts';
import { freshName } from '../../engines/record/fresh-name.ts';
import { type Outcome, outcomeOf } from '../fault.ts';
import { makeFirstForm } from '../first-form.ts';
import { plainState } from './plain-state.ts';

const read = async (file: string) => (await fetch(`/${file}`)).text();
const eventsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line) as RecordEvent);

/** Every form in which the course has ever kept or given away a record. */
const forms: ((name: string) => Promise<void>)[] = [
  async (name) => makeFirstForm(name, eventsOf(await read('format-1.ndjson'))),
  ...['format-1.ndjson', 'format-2.ndjson', 'format-2.ndjson.gz'].map((file) => async (name: string) => {
    const record = await openRecordNamed(name);
    await record.importFile(await (await fetch(`/${file}`)).blob());
    await record.close();
  }),
];

/** F12: what was stored or exported long ago leads to the state that it led to then. */
export async function earlierForm(number: number): Promise<Outcome> {
  const name = freshName();
  await forms[number % forms.length]!(name);
  const record = await openRecordNamed(name);
  const events = eventsOf(await read('format-2.ndjson'));
  const text = record.exportText();
  const state = plainState(record.state()) as Readonly<Record<string, unknown>>;
  const golden = JSON.parse(await read('state.json')) as Readonly<Record<string, unknown>>;
  await record.close();
  return outcomeOf(events.length, events.filter(({ sha }) => !text.includes(sha)).length, {
    // What later versions know besides is empty.
    'another state': Object.keys(golden).every((key) => canonicalJson(state[key]) === canonicalJson(golden[key])),
  });
}
