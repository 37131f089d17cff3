/** The event in which the hook, in the page's own world, speaks to the relay. The page can hear and forge it. */
export const REPORT_EVENT = 'musette-heard';

/** What the hook says, as JSON: a string crosses between worlds in every browser, an ArrayBuffer does not in Firefox. */
export interface HookReport {
  how: 'click' | 'fetch';
  url: string;
  name: string;
  base64: string;
}
