/** One input of a form: what a person is asked, within which limits. A model's manifest describes its features in this shape. */
export interface FormFeature {
  /** Name in code and in the head of a data file. */
  readonly name: string;
  readonly label: string;
  /** `number` is typed, `choice` is picked from `choices`. */
  readonly kind: 'number' | 'choice';
  readonly unit?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly choices?: readonly { readonly label: string; readonly value: number }[] | undefined;
  readonly default: number;
  /** Whether "unknown" may be given. */
  readonly mayBeUnknown: boolean;
}
