// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { DownloadCard } from '../../../../components/activity-export/DownloadCard.tsx';
import { useActivityDownload } from '../../../../components/activity-export/use-download.ts';
import type { ActivityExport } from '../../../../lib/features/activity-export/activity-export.ts';
import { replaceExport } from '../../../../lib/features/activity-export/export-store.ts';
import { notifyChanged } from '../../../../lib/platform/change-events.ts';
import { FolderInMemory } from '../../../support/folder-in-memory.ts';

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
async function putDone(change: Partial<ActivityExport> = {}): Promise<void> {
  const id = crypto.randomUUID();
  const download: ActivityExport = {
    id,
    athlete: 'i1',
    kind: 'original',
    target: { to: 'zip' },
    title: 'All',
    paused: false,
    failureCount: 0,
    done: true,
    ...change,
  };
  const activity = { id: 'i100', name: 'Ride' } as const;
  await replaceExport(download, [{ order: 0, activity, stem: 'Ride', state: 'done', name: 'Ride.fit', tries: 0 }]);
  zips.put(id, 'a zip');
  notifyChanged('activities');
}

function Page({ athlete }: { athlete: string }) {
  const view = useActivityDownload();
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

test('a zip that was done before a page was open is saved by the first page, and by no later one', async () => {
  await putDone();
  await open('i1');
  await vi.waitFor(() => expect(saved).toEqual(['All.zip']));
  await open('i1');
  await putDone({ title: 'Next' });

  await vi.waitFor(() => expect(saved).toContain('Next.zip'));
  expect(saved).toEqual(['All.zip', 'Next.zip']);
});

test('the zip of another athlete is not saved automatically', async () => {
  await putDone();
  await open('i2');
  await putDone({ athlete: 'i2', title: 'Next' });

  await vi.waitFor(() => expect(saved).toContain('Next.zip'));
  expect(saved).toEqual(['Next.zip']);
});
