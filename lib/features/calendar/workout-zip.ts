import { downloadZip } from 'client-zip';
import type { NamedWorkoutFile } from './workout-files.ts';

/**
 * Files as one zip, made as it is read: no more than one of them is copied at a time. Ends with the signal's reason once that is
 * aborted.
 */
export function createWorkoutZip(
  files: readonly Pick<NamedWorkoutFile, 'name' | 'bytes'>[],
  signal: AbortSignal,
  onPacked: (count: number) => void = () => undefined,
): Promise<Blob> {
  async function* entries() {
    const lastModified = new Date();
    for (const [n, { name, bytes }] of files.entries()) {
      signal.throwIfAborted();
      onPacked(n + 1);
      yield { name, input: bytes, lastModified };
    }
  }
  return downloadZip(entries()).blob();
}
