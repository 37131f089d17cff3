import { digest } from '../../platform/digest.ts';
import type { AccountChange } from '../../platform/feature.ts';
import { getFolderState, type SyncFolder, updateFolderState } from './folder-state.ts';
import { syncFolder } from './folder-sync.ts';

/** Forgets the athlete who disconnected, and recognises them when they connect again. The next sync follows and is not waited for. */
export async function applyAccountToFolder({ athlete, previous }: AccountChange): Promise<void> {
  if (athlete !== undefined && athlete === previous) return;
  const { folder } = await getFolderState();
  if (!folder) return;
  const change = await getChangeOfAthlete(folder, athlete);
  await updateFolderState(state => (state.folder?.id === folder.id ? { ...state, folder: change } : state));
  void syncFolder(true);
}

async function getChangeOfAthlete(folder: SyncFolder, connected: string | undefined): Promise<SyncFolder> {
  const { athlete, formerAthlete, ...rest } = folder;
  if (connected === undefined)
    return athlete === undefined ? folder : { ...rest, formerAthlete: await getFormerAthlete(rest.id, athlete) };
  const isBack = formerAthlete !== undefined && formerAthlete === (await getFormerAthlete(rest.id, connected));
  return isBack ? { ...rest, athlete: connected } : folder;
}

/** Says whether an athlete is the one of before, and nothing more. */
const getFormerAthlete = (folder: string, athlete: string): Promise<string> =>
  digest(new TextEncoder().encode(JSON.stringify([folder, athlete])));
