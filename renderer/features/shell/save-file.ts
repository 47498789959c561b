/** Lets the browser save a text as a file, where the person's downloads go. */
export function saveText(name: string, type: string, text: string): void {
  saveBytes(name, `${type};charset=utf-8`, text);
}

/** The same for bytes. */
export function saveBytes(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
