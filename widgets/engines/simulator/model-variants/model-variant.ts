/** The kinds of server whose times a variant changes. */
export type VariantHost = 'modelServer' | 'llmServer';

/**
 * The same model made smaller or cheaper, as factors on what the server's times were given for. The two parts of a call have factors of their own:
 * its fixed part, above all reading the weights, gains from fewer bits; the part per item, the arithmetic, gains less or nothing. Factors are of
 * one published change against one baseline: they are not multiplied with each other
 * (Triton optimization guide: two instances give 73 → 110, batching 73 → 272, and both 290 per second, not 410).
 */
export interface ModelVariant {
  /** The value of `variant` in the file. */
  readonly name: string;
  readonly label: string;
  readonly meaning: string;
  /** Where the factors were published. */
  readonly source: string;
  readonly hosts: readonly VariantHost[];
  /** Of the time of a whole call, where its two parts are not told apart. */
  readonly callTimeFactor: number;
  /** Of the part that does not grow with the batch: `baseSeconds` of an affine law or of a step. */
  readonly fixedTimeFactor: number;
  /** Of the part per item, prompt token or decoding sequence. */
  readonly perItemTimeFactor: number;
  /** Of the memory of the weights. */
  readonly weightMemoryFactor: number;
  /** Of the energy of one call: the machine draws the same power for that much of the time. */
  readonly energyFactor: number;
  /** What is said of the accuracy, in words, because the publications measure different things. */
  readonly accuracy: string;
}
