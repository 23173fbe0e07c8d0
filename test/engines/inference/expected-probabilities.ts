/**
 * Probabilities of the manifest's examples, in their order, to nine digits. `model-session.test.ts` holds them against Node and against the
 * trained network itself, `client.browser.ts` against the browser.
 */
export const expectedProbabilities: readonly number[] = [0.833286542, 0.148755095, 0.918990269, 0.149892619];
