/** An option as it is shown. YAML reads an unquoted `True` as a boolean; it is shown as the word that authors write. */
export function optionText(option: string | number | boolean): string {
  if (typeof option === 'boolean') return option ? 'True' : 'False';
  return String(option).trim();
}
