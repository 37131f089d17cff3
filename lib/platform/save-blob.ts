/** Saves a file through the browser's download, which needs no permission. */
export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then. Firefox needs the address longer than the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
