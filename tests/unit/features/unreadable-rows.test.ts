import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

await vi.hoisted(() => import('../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { exportItemRows } from '../../../lib/features/activity-export/export-rows.ts';
import { findExportedFile, getExport, listExportItems } from '../../../lib/features/activity-export/export-store.ts';
import { addToBackfill } from '../../../lib/features/backfill/backfill-commands.ts';
import {
  getBackfillRun,
  getFindings,
  getGrowingBatch,
  getNextBackfillJob,
  getSearch,
  listBackfillJobs,
} from '../../../lib/features/backfill/backfill-store.ts';
import { startSearch } from '../../../lib/features/backfill/run-search.ts';
import { copyCalendarEvent } from '../../../lib/features/calendar/calendar-commands.ts';
import {
  getEvents,
  getLastReadAt,
  getNextWorkout,
  getSavedWorkoutFiles,
  getStoredWorkoutFiles,
  storeSavedFiles,
} from '../../../lib/features/calendar/calendar-store.ts';
import { dismissOperations, getOperation, getRecentOperations } from '../../../lib/features/calendar/operation-log.ts';
import { refreshCalendar } from '../../../lib/features/calendar/refresh-calendar.ts';
import {
  saveDownloadStart,
  savePageFile,
  takeDownloadStart,
  takePageFile,
} from '../../../lib/features/capture/capture-store.ts';
import { toChangeSentence } from '../../../lib/features/change-feed/change-messages.ts';
import { getFeedState } from '../../../lib/features/change-feed/feed-state.ts';
import { getLastSnapshot, getRecentFeedItems } from '../../../lib/features/change-feed/feed-store.ts';
import { parseUpload } from '../../../lib/features/uploads/upload-rows.ts';
import { refreshWellness } from '../../../lib/features/wellness/refresh-wellness.ts';
import {
  getLastWellnessWrite,
  getWellnessDays,
  getWellnessEdits,
  getWellnessReadMs,
  saveWellnessEdits,
} from '../../../lib/features/wellness/wellness-store.ts';
import { getFolderState } from '../../../lib/features/workout-folder/folder-state.ts';
import { getFolderHandle, listManagedFiles } from '../../../lib/features/workout-folder/folder-store.ts';
import { startFolderSync, watchForFolderSync } from '../../../lib/features/workout-folder/folder-sync.ts';
import { getDateInZone } from '../../../lib/platform/calendar-date.ts';
import { getBreaker } from '../../../lib/services/intervals/circuit-breaker.ts';
import { FakeSite, START } from '../../support/backfill-driver.ts';
import { addToCalendar, emulator, ME, plan, seen } from '../../support/calendar-driver.ts';
import { at, look, newsOf } from '../../support/change-feed-driver.ts';
import { FolderInMemory } from '../../support/folder-in-memory.ts';
import { someUpload } from '../../support/some-upload.ts';
import { changeStoredRows, getStoredRows } from '../../support/stored-data.ts';
import { DAY } from '../../support/uploads-driver.ts';
import { write } from '../../support/wellness-driver.ts';

const RANGE = { from: '2026-11-20', to: '2026-12-10' };
const FOLDER = 'f1';
const folder = new FolderInMemory();
const warned = vi.fn();

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(warned);
  vi.stubGlobal('reportError', console.error);
  warned.mockClear();
  watchForFolderSync({ notifyProblem: () => undefined, getHandle: async () => folder.handle });
});

/** Uses every feature that stores something, once. */
async function fillStores(): Promise<void> {
  const { id, timezone } = emulator.athlete;
  await addToCalendar(ME(), plan());
  await copyCalendarEvent(ME(), seen(), ['2026-11-27']);
  emulator.seed.event({ name: 'Holiday', category: 'HOLIDAY', start_date_local: '2026-11-30T00:00:00' });
  const today = getDateInZone(timezone, Date.now());
  emulator.seed.event({
    name: 'Today',
    start_date_local: `${today}T00:00:00`,
    workout_doc: { steps: [{ duration: 600, power: { value: 75, units: '%ftp' } }] },
  });
  await refreshCalendar(RANGE);
  await storeSavedFiles(id, [{ event: 1, format: 'zwo', digest: 'd', name: 'a.zwo', atMs: Date.now() }]);
  await refreshWellness(RANGE);
  await write([{ day: '2026-11-20', key: 'weight', to: 70 }]);
  await saveWellnessEdits(id, [{ day: '2026-11-21', key: 'weight', to: 71 }]);
  await look();
  emulator.seed.activity({ name: 'New', type: 'Ride', start_date_local: at(-1) });
  expect(await newsOf(look())).toHaveLength(1);
  const site = new FakeSite(3);
  await (await startSearch(site.source, { fromMs: START - 9 * DAY, toMs: START + DAY }, site.getPageAccess)).done;
  await addToBackfill(site.rows.map(row => row.id));
  await startFolderSync({ id: FOLDER, name: folder.name, kind: 'chosen' });
  await saveDownloadStart({ id: 7, atMs: Date.now() });
  const file = new File(['x'], 'x.fit');
  await savePageFile({ name: 'x', bytes: file, how: 'click', url: 'blob:1', pageHost: 'h', size: 1, atMs: Date.now() });
}

/** What every feature reads of its stores. */
async function readStores() {
  const { id } = emulator.athlete;
  const eventIds = emulator.events().map(event => event.id);
  return {
    events: (await getEvents(id, RANGE)).length,
    next: await getNextWorkout(id, '2026-11-25'),
    readAt: await getLastReadAt(id, RANGE),
    files: (await getStoredWorkoutFiles(id, eventIds, 'zwo')).size,
    saved: (await getSavedWorkoutFiles(id, [1])).length,
    operations: (await getRecentOperations(id)).length,
    days: (await getWellnessDays(id, RANGE)).length,
    wellnessReadAt: await getWellnessReadMs(id, RANGE),
    edits: (await getWellnessEdits(id)).length,
    write: await getLastWellnessWrite(id),
    changes: (await getRecentFeedItems(id, 9)).length,
    snapshot: await getLastSnapshot(),
    search: await getSearch(),
    findings: (await getFindings()).length,
    run: await getBackfillRun(),
    jobs: (await listBackfillJobs()).length,
    job: await getNextBackfillJob(),
    managed: (await listManagedFiles(FOLDER)).length,
    start: await takeDownloadStart(7),
    pageFile: await takePageFile(() => true),
  };
}

describe('S14 what the features have stored', () => {
  test('can all be read again', async () => {
    await fillStores();
    const read = await readStores();
    expect(Object.entries(read).filter(([, value]) => value === undefined || value === 0)).toEqual([]);
    expect(warned).not.toHaveBeenCalled();
  });

  test.each([
    ['is no object any more', () => '*'],
    ['has lost its fields', (row: object) => keysOnly(row)],
    ['has other fields than this version knows', (row: object) => ({ ...keysOnly(row), shape: 'of a newer version' })],
  ])('is as if it had never been stored where it %s', async (_, damage) => {
    await fillStores();
    await changeStoredRows(damage);
    const read = await readStores();
    expect(Object.entries(read).filter(([, value]) => value !== undefined && value !== 0)).toEqual([]);
    expect(await getGrowingBatch()).toBeUndefined();
    expect(await getOperation('x')).toBeUndefined();
    expect(await getExport()).toBeUndefined();
    expect(await listExportItems('waiting')).toEqual([]);
    expect(await findExportedFile('f', 'original', 'i1')).toBeUndefined();
    expect(await getFolderHandle(FOLDER)).toBeUndefined();

    // And it is replaced by what is read next.
    await dismissOperations('x');
    await refreshCalendar(RANGE);
    await refreshWellness(RANGE);
    expect(await newsOf(look())).toEqual([]);
    expect((await getEvents(emulator.athlete.id, RANGE)).length).toBeGreaterThan(2);
    expect(Object.keys(await getStoredRows())).toContain('musette-change-feed › snapshots');
  });
});

describe('S14 a stored row of which one field is damaged', () => {
  const far = 1e300;

  test('of the change feed says what it still can, without the rest', async () => {
    await fillStores();
    await write([{ day: '2026-11-20', key: 'weight', from: 70, to: 71 }]);
    const facts = { athlete_id: 'i1', timestamp: '2026-11-22T08:00:00Z' };
    const overwritten = [{ key: 'weight', written: 71, writtenAtMs: 1, now: null }, null, 7];
    const damaged = [
      {
        ...facts,
        type: 'CALENDAR_UPDATED',
        events: [{ id: 1, name: 'Run', start_date_local: 'x' }, null],
        deleted_events: 0,
      },
      { ...facts, type: 'CALENDAR_UPDATED' },
      { ...facts, type: 'WELLNESS_UPDATED', records: [null, { id: '2026-11-20', overwritten }] },
      { ...facts, type: 'WELLNESS_UPDATED', records: [{ id: '2026-11-21', overwritten: 'x' }] },
    ];
    for (const change of damaged) {
      await changeStoredRows(row => (isFeedItem(row) ? { ...row, change } : row));
      const [item] = await getRecentFeedItems(emulator.athlete.id, 9);
      expect(item && toChangeSentence(item.change)).toMatch(/\w/);
    }
    const ofNoDay = { ...facts, type: 'WELLNESS_UPDATED', records: 7 };
    await changeStoredRows(row => (isFeedItem(row) ? { ...row, change: ofNoDay } : row));
    expect(await getRecentFeedItems(emulator.athlete.id, 9)).toEqual([]);
  });

  test('shows no moment that no clock has', async () => {
    await fakeBrowser.storage.local.set({
      folder: { folder: { id: 'f', name: 'F', kind: 'chosen' }, nextAtMs: far, last: { atMs: far } },
      'change-feed': { lastSyncMs: far, backoff: { until: far, problem: { kind: 'timeout' } } },
      'circuit-breaker': { backoff: { until: far, problem: { kind: 'timeout' } } },
    });
    expect(await getFolderState()).toMatchObject({ nextAtMs: undefined, last: undefined });
    expect(await getFeedState()).toMatchObject({ lastSyncMs: undefined, backoff: undefined });
    expect(await getBreaker()).toMatchObject({ backoff: undefined });
    const upload = someUpload();
    expect(parseUpload({ ...upload, state: { name: 'queued', dueAt: far } })).toBeUndefined();
    expect(parseUpload({ ...upload, state: { name: 'sending', since: far } })).toBeUndefined();
    const item = { order: 0, stem: 'a', state: 'waiting', tries: 0, activity: { id: 'i1', name: 'Ride', start: 'x' } };
    expect(exportItemRows.parse(item)?.activity).toEqual({ id: 'i1' });
  });
});

const isFeedItem = (row: object): boolean => typeof row === 'object' && 'change' in row && !('batch' in row);

/** What the keys and indexes of a store need. */
function keysOnly(row: object): object {
  const { id, athlete, batch, order, days, state, toMs, event, format } = row as Record<string, unknown>;
  const isId = typeof event === 'number';
  const kept = { id, athlete, batch, order, days, state, toMs, format, ...(isId && { event }) };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}
