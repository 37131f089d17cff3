import { browser } from 'wxt/browser';
import { getHost } from './host.ts';

/** What this browser must have granted before downloads can be seen. */
export const DOWNLOADS_PERMISSION = { permissions: ['downloads' as const] };

/** What must be granted, beside a switch in the browser's own settings, before a file on disk can be read. Chromium only. */
export const FILES_PERMISSION = { origins: ['file:///*'] };

/** What must be granted before a site's pages may be listened to, and its addresses asked again. */
export const hostPermission = (host: string) => ({ origins: [`https://${host}/*`] });

/** Whether the host of an address was granted. */
export async function hasHostPermission(address: string): Promise<boolean> {
  const host = getHost(address);
  const scheme = address.startsWith('http:') ? 'http' : 'https';
  return host !== undefined && (await browser.permissions.contains({ origins: [`${scheme}://${host}/*`] }));
}

/** Whether the background was given access to all of these match patterns; false for none. */
export const hasOrigins = async (origins: string[]): Promise<boolean> =>
  origins.length > 0 && (await browser.permissions.contains({ origins }));

/** Whether the browser lets extensions of this kind read files at all: its own switch, which no prompt can ask for. */
const isFileAccessEnabled = (): Promise<boolean> => browser.extension.isAllowedFileSchemeAccess();

export async function canReadFiles(): Promise<boolean> {
  return (await isFileAccessEnabled()) && (await browser.permissions.contains(FILES_PERMISSION));
}

/** What Musette may do at this moment, as far as capture is concerned. */
export interface GrantedPermissions {
  downloads: boolean;
  files: boolean;
  isFileAccessEnabled: boolean;
  origins: string[];
}

async function getPermissions(): Promise<GrantedPermissions> {
  const { permissions = [], origins = [] } = await browser.permissions.getAll();
  return {
    downloads: permissions.includes('downloads'),
    files: await canReadFiles(),
    isFileAccessEnabled: await isFileAccessEnabled(),
    origins,
  };
}

/** Calls back with what is granted now and after every change. Returns what ends it. */
export function watchPermissions(callback: (access: GrantedPermissions) => void): () => void {
  const notify = () => void getPermissions().then(callback);
  notify();
  browser.permissions.onAdded.addListener(notify);
  browser.permissions.onRemoved.addListener(notify);
  return () => {
    browser.permissions.onAdded.removeListener(notify);
    browser.permissions.onRemoved.removeListener(notify);
  };
}
