import type { ApiWrite } from './client.ts';

type WriteListener = (athleteId: string, write: ApiWrite) => Promise<void>;

const listeners = new Set<WriteListener>();

/**
 * Calls back with everything that is written to Intervals.icu for the connected athlete. The answer is handed on when all
 * listeners are done. Adding the same listener again changes nothing.
 */
export function onApiWrite(listener: WriteListener): void {
  listeners.add(listener);
}

/** Passes what was written for this athlete to all listeners. */
export const notifyWriteListeners =
  (athleteId: string) =>
  async (write: ApiWrite): Promise<void> => {
    await Promise.all([...listeners].map(listener => listener(athleteId, write)));
  };
