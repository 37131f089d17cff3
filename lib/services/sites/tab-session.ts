/** Whose cookies a tab or a download has: those of the background, those of a container, or those of a private window. */
export type TabSession = 'default' | 'container' | 'private';

/**
 * The session of a tab or a download. Only Firefox has containers, and since 82 it names the store of cookies without a permission
 * (https://bugzilla.mozilla.org/show_bug.cgi?id=1662329).
 */
export function getTabSession({ incognito, cookieStoreId }: SessionFacts): TabSession {
  if (incognito) return 'private';
  return getCookieStore({ cookieStoreId }) === DEFAULT_COOKIE_STORE ? 'default' : 'container';
}

/** The store of the background's cookies, as Firefox names it. */
export const DEFAULT_COOKIE_STORE = 'firefox-default';

/** The store of a tab's cookies. Chromium names none: outside of private windows it has one. */
export const getCookieStore = ({ cookieStoreId = DEFAULT_COOKIE_STORE }: SessionFacts): string => cookieStoreId;

/** What the browser says of it. */
export interface SessionFacts {
  incognito?: boolean | undefined;
  cookieStoreId?: string | undefined;
}
