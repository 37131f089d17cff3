import { beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { BrowserDownload } from '../../lib/features/capture/browser-download.ts';
import { capture } from '../../lib/features/capture/index.ts';
import { type CaptureSettings, captureSettings } from '../../lib/features/capture/settings.ts';
import { closeDatabases } from '../../lib/platform/database.ts';
import { emulator } from './uploads-driver.ts';

/**
 * The capture feature of a background that has just started, on a browser with downloads whose disk can be read, and with every host
 * granted. Its texts need `speakEnglish` before this file is imported.
 */

/** Files on the disk, by their path. */
const disk = new Map<string, Blob>();
let downloads: BrowserDownload[] = [];
let isPopupOpen = false;

type Listener = (...args: unknown[]) => unknown;

/** An event of the browser's with the listeners of this test. */
function createEvent() {
  const listeners = new Set<Listener>();
  return {
    addListener: (listener: Listener) => void listeners.add(listener),
    removeListener: (listener: Listener) => void listeners.delete(listener),
    trigger: (...args: unknown[]) => {
      for (const listener of listeners) listener(...args);
    },
  };
}

let events = createEvents();
function createEvents() {
  const names = ['created', 'changed', 'menu', 'command', 'added', 'removed', 'report'] as const;
  return Object.fromEntries(names.map(name => [name, createEvent()])) as Record<
    (typeof names)[number],
    ReturnType<typeof createEvent>
  >;
}

beforeEach(async () => {
  await closeDatabases();
  disk.clear();
  downloads = [];
  isPopupOpen = false;
  events = createEvents();
  vi.stubGlobal('reportError', console.error);
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) =>
    input.startsWith('file:') ? readDisk(input) : await emulator.fetch(input, init),
  );
  const quiet = async () => undefined;
  Object.assign(fakeBrowser, {
    downloads: { onCreated: events.created, onChanged: events.changed, search: async () => downloads.slice(-1) },
    permissions: {
      contains: async () => true,
      request: async () => true,
      onAdded: events.added,
      onRemoved: events.removed,
    },
    extension: { isAllowedFileSchemeAccess: async () => true },
    contextMenus: { onClicked: events.menu, update: quiet },
    commands: { onCommand: events.command },
    scripting: { getRegisteredContentScripts: async () => [], registerContentScripts: quiet },
  });
  const getContexts = async () => (isPopupOpen ? [{}] : []);
  Object.assign(fakeBrowser.runtime, { onMessage: events.report, getPlatformInfo: quiet, getContexts });
  vi.spyOn(fakeBrowser.tabs, 'get').mockRejectedValue(new Error('no such tab'));
  capture.start?.();
});

function readDisk(address: string): Response {
  const bytes = disk.get(decodeURIComponent(new URL(address).pathname));
  if (!bytes) throw new TypeError('no such file');
  return new Response(bytes);
}

/** Turns capture on. */
export const switchCaptureOn = (change: Partial<CaptureSettings> = {}) =>
  captureSettings.update({ captureDownloads: true, ...change });

/** A download that begins and ends. Without `bytes` its file cannot be read. */
export function download(name: string, bytes?: Blob): void {
  const filename = `/home/mo/Downloads/${name}`;
  if (bytes) disk.set(filename, bytes);
  const id = downloads.length + 1;
  const found: BrowserDownload = {
    id,
    url: `blob:https://files.example.org/${id}`,
    filename,
    fileSize: bytes?.size ?? 1000,
    startTime: new Date().toISOString(),
    state: 'complete',
    incognito: false,
  };
  downloads.push(found);
  events.created.trigger({ ...found, state: 'in_progress' });
  events.changed.trigger({ id, state: { current: 'complete' } });
}

/** What a relay sends from a page of a tab. */
export const reportFromPage = (report: unknown, url = 'https://files.example.org/', tabId = 1): void =>
  events.report.trigger({ report }, { id: fakeBrowser.runtime.id, url, tab: { id: tabId, incognito: false } });

interface ClickedTab {
  id: number;
  url: string;
  title?: string;
  incognito?: boolean;
}

/** A right-click on a link, or on the page itself. */
export const rightClick = (tab: ClickedTab, linkUrl?: string): void =>
  events.menu.trigger({ menuItemId: linkUrl ? 'send-link' : 'send-page', linkUrl }, tab);

export const setPopupOpen = (isOpen: boolean): void => {
  isPopupOpen = isOpen;
};

/** The questions about downloads that are on the screen, as their id and text. */
export const getPrompts = (): [id: string, message: string][] =>
  Object.entries(fakeBrowser.notifications.getAllCreateOptions()).flatMap(([id, options]) =>
    id.startsWith('downloads:') ? [[id, options.message ?? '']] : [],
  );
