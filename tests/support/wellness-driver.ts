import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import { getLastWellnessWrite } from '../../lib/features/wellness/wellness-store.ts';
import { undoWellness, type WellnessWriteRequest, writeWellness } from '../../lib/features/wellness/write-wellness.ts';
import { emulator } from './uploads-driver.ts';

/** Reads and writes days on the emulator as the extension does. */
export { emulator };

export const me = () => emulator.athlete.id;

export const write = (edits: WellnessEdit[], change: Partial<WellnessWriteRequest> = {}) =>
  writeWellness({ athlete: me(), edits, kind: 'edit', lock: false, ...change });

/** The last write in the log. */
export async function last() {
  const sent = await getLastWellnessWrite(me());
  if (!sent) throw new Error('nothing was sent');
  return sent;
}

export const undoLast = async () => undoWellness({ athlete: me(), id: (await last()).id });

/** The bodies of the write requests. */
export const puts = (): unknown[] =>
  emulator.requests.filter(({ method }) => method === 'PUT').map(({ bodyText = '' }) => JSON.parse(bodyText));

/** One day, as the server has it. */
export const day = (id: string) => emulator.wellness().find(record => record.id === id);
