import { fitInterruptedPoisson, type PublishedStatistics } from './fit-burst-process.ts';
import { fitRateTable } from './fit-rate-table.ts';

const LABEL = 'Synthetic, fitted to published statistics; not a recording.';
const SOURCE = {
  dataset: 'Azure LLM inference trace 2023, https://github.com/Azure/AzurePublicDataset',
  licence: 'CC-BY (the dataset; this file contains none of its rows)',
  attribution:
    'Pratyush Patel, Esha Choukse, Chaojie Zhang, Aashaka Shah, Íñigo Goiri, Saeed Maleki, Ricardo Bianchini: Splitwise: Efficient generative LLM inference using phase splitting, ISCA 2024',
  statistics:
    'Measured on the files of the dataset, AzureLLMInferenceTrace_code.csv and AzureLLMInferenceTrace_conv.csv.',
};

const CODE: PublishedStatistics = {
  requests: 8819,
  ratePerSecond: 2.566,
  gapCv2: 173,
  dispersion: { oneSecond: 13, tenSeconds: 71, oneMinute: 161 },
};
const CONVERSATION: PublishedStatistics = {
  requests: 19_366,
  ratePerSecond: 5.53,
  gapCv2: 1.197,
  dispersion: { oneSecond: 1.4, tenSeconds: 4.0, oneMinute: 20.6 },
};

/** The small tables that the site ships, by the name of their file in `public/traces`. */
export const derivedTraces = {
  'azure-llm-2023-code.json': {
    title: 'Requests for code completion: bursts and silence',
    label: LABEL,
    how: 'A two-state process with the published rate and gap variation exactly, and the three dispersions as closely as one constant allows.',
    arrivals: { process: 'mmpp', ...fitInterruptedPoisson(CODE) },
    published: CODE,
    source: SOURCE,
  },
  'azure-llm-2023-conversation.json': {
    title: 'Requests for conversation: nearly Poisson within a minute, uneven from minute to minute',
    label: LABEL,
    how: 'One rate per minute with the published mean, and the published dispersion of the counts per minute. The order of the minutes is random.',
    arrivals: { process: 'rateTable', ratesPerSecond: fitRateTable(CONVERSATION), binSeconds: 60, repeat: true },
    published: CONVERSATION,
    source: SOURCE,
  },
} as const;
