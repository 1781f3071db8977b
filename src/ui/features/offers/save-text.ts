/** Hands a text to the visitor as a file to save. */
export function saveText({ text, fileName, type }: { text: string; fileName: string; type: string }): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
