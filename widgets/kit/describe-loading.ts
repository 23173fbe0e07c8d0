import { formatBytes } from './format.ts';

/** A step of loading a model: the inference engine's progress. */
export interface LoadStep {
  readonly phase: 'runtime' | 'model' | 'session' | 'firstRun';
  readonly loadedBytes: number;
  /** Null where nobody knows. */
  readonly totalBytes: number | null;
}

const PHASES: Readonly<Record<LoadStep['phase'], string>> = {
  runtime: 'Downloading the inference runtime',
  model: 'Downloading the model',
  session: 'Opening the model',
  firstRun: 'Making a first prediction',
};

/** Where a load stands, in words, and as a share from 0 to 1 where that is known. */
export function describeLoading(progress: LoadStep | null): {
  readonly text: string;
  readonly share: number | null;
} {
  if (!progress) return { text: 'Starting', share: null };
  const { phase, loadedBytes, totalBytes } = progress;
  if (loadedBytes === 0) return { text: PHASES[phase], share: null };
  const amount =
    totalBytes === null ? formatBytes(loadedBytes) : `${formatBytes(loadedBytes)} of ${formatBytes(totalBytes)}`;
  // A compressed transfer can deliver more bytes than were announced.
  return {
    text: `${PHASES[phase]}: ${amount}`,
    share: totalBytes === null ? null : Math.min(1, loadedBytes / totalBytes),
  };
}
