import { browser } from 'wxt/browser';
import { line } from '../line.ts';
import { getSettings, watchSettings } from '../settings.ts';
import { allowed, site } from './access.ts';

const RELAY = 'musette-relay';
const HOOK = 'musette-hook';
const SCRIPTS = { [RELAY]: 'page-relay.js', [HOOK]: 'content-scripts/hook.js' } as const;
type Id = keyof typeof SCRIPTS;

/** Keeps the hook on the pages of the sites that are switched on and granted. Called once, when the background comes to life. */
export function keepHooks(): void {
  const sync = () => void inTurn(register);
  watchSettings(sync);
  browser.permissions.onAdded.addListener(sync);
  browser.permissions.onRemoved.addListener(sync);
}

const inTurn = line(thrown => reportError(thrown));

async function register(): Promise<void> {
  const matches = await wanted();
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [RELAY, HOOK] });
  // An earlier version may have registered others; browsers may say the whole address of a script.
  const isCurrent = ({ id, js }: (typeof registered)[number]) => js?.[0]?.endsWith(SCRIPTS[id as Id]);
  const present =
    registered.length === 2 &&
    registered.every(script => isCurrent(script) && same(script.matches ?? [], matches));
  if (matches.length === 0 ? registered.length === 0 : present) return;
  if (registered.length > 0) {
    await browser.scripting.unregisterContentScripts({ ids: registered.map(({ id }) => id) });
  }
  if (matches.length > 0) await browser.scripting.registerContentScripts(scriptsFor(matches));
}

async function wanted(): Promise<string[]> {
  const { captureSites } = await getSettings();
  const granted: string[] = [];
  for (const { host } of captureSites)
    if (await allowed(`https://${host}/`)) granted.push(...site(host).origins);
  return granted.toSorted();
}

/** The relay first: it must listen before the hook speaks. */
function scriptsFor(matches: string[]) {
  const both = { matches, allFrames: true, runAt: 'document_start' as const, persistAcrossSessions: true };
  return [
    { ...both, id: RELAY, js: [SCRIPTS[RELAY]] },
    { ...both, id: HOOK, js: [SCRIPTS[HOOK]], world: 'MAIN' as const },
  ];
}

const same = (some: string[], others: string[]): boolean =>
  some.length === others.length && some.toSorted().every((value, n) => value === others[n]);
