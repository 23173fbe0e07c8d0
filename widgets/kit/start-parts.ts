import type { ColdStartParts } from './service-curve.ts';

/** The parts of a cold start in their order, as a person calls them, in seconds. */
export function startParts(start: ColdStartParts): readonly (readonly [label: string, seconds: number])[] {
  return [
    ['Fetching the runtime', start.runtimeSeconds],
    ['Fetching and checking the model', start.downloadSeconds],
    ['Compiling and starting the runtime', start.compileSeconds],
    ['Opening the model', start.sessionSeconds],
    ['The first prediction', start.firstRunSeconds],
  ];
}
