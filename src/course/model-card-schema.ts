import { z } from 'zod';
import { idSchema, textSchema } from './text-schema.ts';

/** The front matter of a model card, `content/models/<name>.md`. Its figures are in the manifests of its files, which the page shows. */
export const modelCardSchema = z.object({
  /** The card's name in links; the `card` of its manifests. */
  id: idSchema,
  title: textSchema,
  /** Id of the data card. */
  data: idSchema,
  intendedUse: textSchema,
  /** Of the model; the data card states that of the data. */
  licence: textSchema,
  /** What it must not be used for, and why. */
  limits: z.array(textSchema).min(1),
});

/** The front matter of a data card, `content/models/data/<name>.md`. */
export const dataCardSchema = z.object({
  id: idSchema,
  title: textSchema,
  /** Name of the file beside the card. */
  file: textSchema,
  /** Rows of the file without its header. */
  rows: z.int().positive(),
  /** Lower-case hexadecimal, of the file. */
  sha256: textSchema,
  licence: textSchema,
});

export type ModelCard = z.output<typeof modelCardSchema>;
export type DataCard = z.output<typeof dataCardSchema>;
