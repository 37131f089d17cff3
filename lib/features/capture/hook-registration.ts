import { browser } from 'wxt/browser';
import { createMutex } from '../../platform/mutex.ts';
import { hasHostPermission, hostPermission } from '../../platform/permissions.ts';
import { captureSettings } from './settings.ts';

const RELAY_ID = 'musette-relay';
const HOOK_ID = 'musette-hook';
const SCRIPTS = { [RELAY_ID]: 'page-relay.js', [HOOK_ID]: 'content-scripts/hook.js' } as const;
type ScriptId = keyof typeof SCRIPTS;

/** Keeps the hook on the pages of the sites that are switched on and granted. Called once, when the background comes to life. */
export function startHookRegistration(): void {
  const update = () => void runExclusive(updateRegistration);
  captureSettings.watch(update);
  browser.permissions.onAdded.addListener(update);
  browser.permissions.onRemoved.addListener(update);
}

const runExclusive = createMutex(thrown => reportError(thrown));

async function updateRegistration(): Promise<void> {
  const matches = await getMatches();
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [RELAY_ID, HOOK_ID] });
  // An earlier version may have registered others; browsers may say the whole address of a script.
  const isCurrent = ({ id, js }: (typeof registered)[number]) => js?.[0]?.endsWith(SCRIPTS[id as ScriptId]);
  const isUpToDate =
    registered.length === 2 &&
    registered.every(script => isCurrent(script) && hasSameElements(script.matches ?? [], matches));
  if (matches.length === 0 ? registered.length === 0 : isUpToDate) return;
  if (registered.length > 0) {
    await browser.scripting.unregisterContentScripts({ ids: registered.map(({ id }) => id) });
  }
  if (matches.length > 0) await browser.scripting.registerContentScripts(getScripts(matches));
}

async function getMatches(): Promise<string[]> {
  const { captureSites } = await captureSettings.get();
  const granted: string[] = [];
  for (const { host } of captureSites)
    if (await hasHostPermission(`https://${host}/`)) granted.push(...hostPermission(host).origins);
  return granted.toSorted();
}

/** The relay first: it must listen before the hook speaks. */
function getScripts(matches: string[]) {
  const both = { matches, allFrames: true, runAt: 'document_start' as const, persistAcrossSessions: true };
  return [
    { ...both, id: RELAY_ID, js: [SCRIPTS[RELAY_ID]] },
    { ...both, id: HOOK_ID, js: [SCRIPTS[HOOK_ID]], world: 'MAIN' as const },
  ];
}

const hasSameElements = (some: string[], others: string[]): boolean =>
  some.length === others.length && some.toSorted().every((value, n) => value === others[n]);
