// Runs in each browser: simulates what the server hands out and sends the results back as text.
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { resultText } from './result-text.ts';

const scenarios: { name: string; scenario: unknown }[] = await (await fetch('/scenarios.json')).json();
for (const { name, scenario } of scenarios)
  await fetch(`/result?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: resultText(scenario, { parseScenario, simulate }),
  });
await fetch('/done', { method: 'POST' });
