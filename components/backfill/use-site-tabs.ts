import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { Site } from '../../lib/services/sites/site.ts';
import { getTabSession } from '../../lib/services/sites/tab-session.ts';

/** Whether a site is open in a tab: unknown until Musette has the permission for it. */
export type SiteTabs = 'unknown' | 'open' | 'none';

/** Whether a tab of the site is open, live. */
export function useSiteTabs(source: Site | undefined): SiteTabs {
  const [tabs, setTabs] = useState<SiteTabs>('unknown');
  useEffect(() => {
    let isCancelled = false;
    const update = () =>
      void getSiteTabs(source).then(found => {
        if (!isCancelled) setTabs(found);
      }, reportError);
    update();
    const events = [
      browser.tabs.onUpdated,
      browser.tabs.onRemoved,
      browser.permissions.onAdded,
      browser.permissions.onRemoved,
    ];
    for (const event of events) event.addListener(update);
    return () => {
      isCancelled = true;
      for (const event of events) event.removeListener(update);
    };
  }, [source]);
  return tabs;
}

async function getSiteTabs(source: Site | undefined): Promise<SiteTabs> {
  if (!source || !(await browser.permissions.contains({ origins: source.pages }))) return 'unknown';
  const tabs = await browser.tabs.query({ url: source.pages });
  return tabs.some(tab => getTabSession(tab) !== 'private') ? 'open' : 'none';
}
