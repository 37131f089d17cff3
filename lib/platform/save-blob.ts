/** Hands the person a file, by the browser's own download: it needs no permission. */
export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; at once would be too early in Firefox.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
