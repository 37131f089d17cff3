// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

await vi.hoisted(() => import('../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { DownloadCard } from '../../../components/activities/DownloadCard.tsx';
import { useDownload } from '../../../components/activities/use-download.ts';
import type { Download } from '../../../lib/activities/download.ts';
import { replaceDownload } from '../../../lib/activities/store.ts';
import { announce } from '../../../lib/news.ts';
import { FolderInMemory } from '../../support/folder-in-memory.ts';

const zips = new FolderInMemory();
let saved: string[] = [];
const pages: HTMLElement[] = [];

beforeEach(() => {
  vi.stubGlobal('reportError', console.error);
  saved = [];
  zips.files.clear();
  const getDirectory = async () => ({ getDirectoryHandle: async () => zips.handle });
  Object.assign(navigator, { storage: { getDirectory } });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
});

afterEach(() => {
  for (const page of pages.splice(0)) {
    render(null, page);
    page.remove();
  }
});

/** A download into a zip that is done, as the background leaves it. */
async function putDone(change: Partial<Download> = {}): Promise<void> {
  const id = crypto.randomUUID();
  const download: Download = {
    id,
    athlete: 'i1',
    kind: 'original',
    into: { to: 'zip' },
    title: 'All',
    paused: false,
    strikes: 0,
    done: true,
    ...change,
  };
  const activity = { id: 'i100', name: 'Ride' } as const;
  await replaceDownload(download, [
    { order: 0, activity, stem: 'Ride', state: 'done', name: 'Ride.fit', tries: 0 },
  ]);
  zips.put(id, 'a zip');
  announce('activities');
}

function Page({ athlete }: { athlete: string }) {
  const view = useDownload();
  return view ? <DownloadCard key={view.download.id} view={view} athlete={athlete} /> : null;
}

/** Opens a page of this athlete, and waits until it shows the download. */
async function open(athlete: string): Promise<void> {
  const page = document.createElement('div');
  pages.push(page);
  document.body.append(page);
  render(<Page athlete={athlete} />, page);
  await vi.waitFor(() => expect(page.textContent).toContain('1 of 1'));
}

test('a zip that was done before its page first looked is handed out, and to no page that looks later', async () => {
  await putDone();
  await open('i1');
  await vi.waitFor(() => expect(saved).toEqual(['All.zip']));
  await open('i1');
  await putDone({ title: 'Next' });

  await vi.waitFor(() => expect(saved).toContain('Next.zip'));
  expect(saved).toEqual(['All.zip', 'Next.zip']);
});

test('the zip of another athlete is not handed out by itself', async () => {
  await putDone();
  await open('i2');
  await putDone({ athlete: 'i2', title: 'Next' });

  await vi.waitFor(() => expect(saved).toContain('Next.zip'));
  expect(saved).toEqual(['Next.zip']);
});
