/** Hands bytes to the visitor as a file to save. */
export function saveBlob({ blob, fileName }: { blob: Blob; fileName: string }): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}

/** The same for a text. */
export function saveText({ text, fileName, type }: { text: string; fileName: string; type: string }): void {
  saveBlob({ blob: new Blob([text], { type: `${type};charset=utf-8` }), fileName });
}

/** A name for a file, out of words: `What is paid for?` → `what-is-paid-for`. */
export function fileNameOf(words: string): string {
  const plain = words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return plain.slice(0, 60).replace(/-+$/, '') || 'tokenhouse';
}
