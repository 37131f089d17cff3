import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { Source } from '../lib/sources/source.ts';

/** What is known of the tabs of a site: nothing, before a person has let Musette see them. */
export type SiteTabs = 'unknown' | 'open' | 'none';

/** Whether a tab of the site is open, live. */
export function useSiteTabs(source: Source | undefined): SiteTabs {
  const [tabs, setTabs] = useState<SiteTabs>('unknown');
  useEffect(() => {
    let ended = false;
    const look = () =>
      void tabsOf(source).then(found => {
        if (!ended) setTabs(found);
      }, reportError);
    look();
    const events = [
      browser.tabs.onUpdated,
      browser.tabs.onRemoved,
      browser.permissions.onAdded,
      browser.permissions.onRemoved,
    ];
    for (const event of events) event.addListener(look);
    return () => {
      ended = true;
      for (const event of events) event.removeListener(look);
    };
  }, [source]);
  return tabs;
}

async function tabsOf(source: Source | undefined): Promise<SiteTabs> {
  if (!source || !(await browser.permissions.contains({ origins: source.pages }))) return 'unknown';
  return (await browser.tabs.query({ url: source.pages })).length > 0 ? 'open' : 'none';
}
