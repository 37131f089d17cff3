import { browser } from 'wxt/browser';
import { hasOrigins } from '../../platform/permissions.ts';
import { captureSettings } from './settings.ts';

/** Access that was requested for one link. */
export interface LinkPermission {
  granted: Promise<boolean>;
  /** Called once the link was fetched: gives back what was allowed for it alone. */
  giveBack(): Promise<void>;
}

/** For how many links each set of hosts is in use: the last one gives them back. */
const inUse = new Map<string, number>();
/** Hosts that were allowed for links that are still being fetched. */
const allowedForLinks = new Set<string>();

/**
 * Requests access to the hosts of a link. Must be called within the click, without an await before it: only then does the browser
 * show its prompt.
 */
export function requestLinkHosts(origins: string[]): LinkPermission {
  if (origins.length === 0) return { granted: Promise.resolve(false), giveBack: async () => undefined };
  const key = origins.join(' ');
  inUse.set(key, (inUse.get(key) ?? 0) + 1);
  // The browser answers in order, so this is the state before the prompt.
  const before = hasOrigins(origins);
  // The browser did not see a click and shows no prompt: what was granted before still counts.
  const granted = browser.permissions.request({ origins }).catch(() => before);
  return {
    granted,
    async giveBack() {
      if (!(await before) && (await granted)) allowedForLinks.add(key);
      const others = (inUse.get(key) ?? 1) - 1;
      if (others > 0) return void inUse.set(key, others);
      inUse.delete(key);
      if (!allowedForLinks.delete(key) || (await isWatchedSite(origins))) return;
      // The file was sent all the same, and the options list what is still allowed.
      await browser.permissions.remove({ origins }).catch(thrown => reportError(thrown));
    },
  };
}

/** Whether the user has turned on one of the hosts under "Sites" meanwhile. */
async function isWatchedSite(origins: string[]): Promise<boolean> {
  const { captureSites } = await captureSettings.get();
  return captureSites.some(({ host }) => origins.some(origin => origin.endsWith(`://${host}/*`)));
}
