import { browser } from 'wxt/browser';
import { hostOf } from './download.ts';

/** What this browser must have granted before downloads can be seen. */
export const DOWNLOADS = { permissions: ['downloads' as const] };

/** What must be granted, beside a switch in the browser's own settings, before a file on disk can be read. Chromium only. */
export const FILES = { origins: ['file:///*'] };

/** What must be granted before a site's pages may be listened to, and its addresses asked again. */
export const site = (host: string) => ({ origins: [`https://${host}/*`] });

/** Whether the host of an address was granted. */
export async function allowed(address: string): Promise<boolean> {
  const host = hostOf(address);
  const scheme = address.startsWith('http:') ? 'http' : 'https';
  return host !== undefined && (await browser.permissions.contains({ origins: [`${scheme}://${host}/*`] }));
}

/** Whether the browser lets extensions of this kind read files at all: its own switch, which no prompt can ask for. */
const isFileSwitchOn = (): Promise<boolean> => browser.extension.isAllowedFileSchemeAccess();

export async function canReadFiles(): Promise<boolean> {
  return (await isFileSwitchOn()) && (await browser.permissions.contains(FILES));
}

/** What Musette may do at this moment, as far as capture is concerned. */
export interface Access {
  downloads: boolean;
  files: boolean;
  fileSwitch: boolean;
  origins: string[];
}

async function getAccess(): Promise<Access> {
  const { permissions = [], origins = [] } = await browser.permissions.getAll();
  return {
    downloads: permissions.includes('downloads'),
    files: await canReadFiles(),
    fileSwitch: await isFileSwitchOn(),
    origins,
  };
}

/** Calls back with what is granted now and after every change. Returns what ends it. */
export function watchAccess(callback: (access: Access) => void): () => void {
  const look = () => void getAccess().then(callback);
  look();
  browser.permissions.onAdded.addListener(look);
  browser.permissions.onRemoved.addListener(look);
  return () => {
    browser.permissions.onAdded.removeListener(look);
    browser.permissions.onRemoved.removeListener(look);
  };
}
