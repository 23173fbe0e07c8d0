/** Gives the reader a file. Its address lives as long as the browser needs to begin the download. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A title as the name of a file: letters and digits with hyphens between, at most 60 characters. */
export function fileName(title: unknown, ending: string): string {
  const words =
    String(title ?? '')
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return `${words.join('-').slice(0, 60).replace(/-$/, '') || 'pipeline'}.${ending}`;
}
