import { browser } from 'wxt/browser';
import { getHost } from './host.ts';
import type { PlainProblem } from './problem.ts';

/** What can be requested at a click, and taken back at any time. */
export interface OptionalPermission {
  permissions?: ('downloads' | 'identity')[];
  origins?: string[];
}

/** The permission without which this problem remains; undefined for any other problem. */
export function getMissingPermission({ kind, origins = [] }: PlainProblem): OptionalPermission | undefined {
  if (kind === 'downloads-denied') return DOWNLOADS_PERMISSION;
  return kind === 'no-access' && origins.length > 0 ? { origins } : undefined;
}

/** Whether what waits for a permission can continue, because it was granted. */
export async function isPermissionBack(problem: PlainProblem): Promise<boolean> {
  const missing = getMissingPermission(problem);
  return missing !== undefined && (await browser.permissions.contains(missing));
}

/** The permission to see and start downloads. */
export const DOWNLOADS_PERMISSION = { permissions: ['downloads' as const] };

/**
 * Whether the browser has this API, or grants it when it is asked for. Firefox for Android has no `identity` (2026-11,
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/identity): what needs it is not shown there.
 */
export const canUse = (permission: 'downloads' | 'identity'): boolean =>
  browser[permission] !== undefined ||
  (browser.runtime.getManifest().optional_permissions ?? []).some(name => name === permission);

/** The permission to read files on disk, beside the switch in the browser's settings. Chromium only. */
export const FILES_PERMISSION = { origins: ['file:///*'] };

/** The permission to watch a site's pages and to fetch its addresses. */
export const hostPermission = (host: string) => ({ origins: [`https://${host}/*`] });

/** Whether a match pattern stands for every host. */
export const isForAllHosts = (pattern: string): boolean => pattern === '<all_urls>' || /^[^:]+:\/\/\*\//.test(pattern);

/** Whether these granted match patterns include the pages of a host. */
export const includesHost = (origins: readonly string[], host: string): boolean =>
  origins.some(origin => origin === `https://${host}/*` || (isForAllHosts(origin) && !origin.startsWith('http:')));

/** Whether the host of an address was granted. */
export async function hasHostPermission(address: string): Promise<boolean> {
  const host = getHost(address);
  const scheme = address.startsWith('http:') ? 'http' : 'https';
  return host !== undefined && (await browser.permissions.contains({ origins: [`${scheme}://${host}/*`] }));
}

/** Whether the background was given access to all of these match patterns; false for none. */
export const hasOrigins = async (origins: string[]): Promise<boolean> =>
  origins.length > 0 && (await browser.permissions.contains({ origins }));

/** Chromium's switch "Allow access to file URLs", which only the user can set: there is no prompt for it. */
const isFileAccessEnabled = (): Promise<boolean> => browser.extension.isAllowedFileSchemeAccess();

export async function canReadFiles(): Promise<boolean> {
  return (await isFileAccessEnabled()) && (await browser.permissions.contains(FILES_PERMISSION));
}

/** The granted permissions that concern capture. */
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

/** Calls back with the granted permissions, now and after every change. Returns a function that stops it. */
export const watchPermissions = (callback: (access: GrantedPermissions) => void): (() => void) =>
  watchChanges(() => void getPermissions().then(callback));

/** Calls back with whether this is allowed, now and after every change. Returns a function that stops it. */
export const watchAllowed = (permission: OptionalPermission, callback: (isAllowed: boolean) => void): (() => void) =>
  watchChanges(() => void browser.permissions.contains(permission).then(callback));

function watchChanges(notify: () => void): () => void {
  notify();
  browser.permissions.onAdded.addListener(notify);
  browser.permissions.onRemoved.addListener(notify);
  return () => {
    browser.permissions.onAdded.removeListener(notify);
    browser.permissions.onRemoved.removeListener(notify);
  };
}
