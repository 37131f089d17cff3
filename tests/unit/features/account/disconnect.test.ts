import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { followAccountChanges } from '../../../../lib/features/account/account-change.ts';
import { connectWithKey, disconnectAccount } from '../../../../lib/features/account/connect.ts';
import { account } from '../../../../lib/features/account/index.ts';
import {
  exportOneFile,
  listActivitiesForExport,
  startExport,
} from '../../../../lib/features/activity-export/export-commands.ts';
import { setExportDisks } from '../../../../lib/features/activity-export/export-worker.ts';
import { activityExport } from '../../../../lib/features/activity-export/index.ts';
import { addToBackfill } from '../../../../lib/features/backfill/backfill-commands.ts';
import { createBackfillWorker } from '../../../../lib/features/backfill/backfill-worker.ts';
import { backfill } from '../../../../lib/features/backfill/index.ts';
import { startSearch } from '../../../../lib/features/backfill/run-search.ts';
import { copyCalendarEvent } from '../../../../lib/features/calendar/calendar-commands.ts';
import { refreshCalendar } from '../../../../lib/features/calendar/refresh-calendar.ts';
import { startChangeFeed, syncFeed } from '../../../../lib/features/change-feed/change-feed.ts';
import { changeFeed } from '../../../../lib/features/change-feed/index.ts';
import {
  invalidateCalendarCache,
  linkPlannedWorkouts,
} from '../../../../lib/features/uploads/link-planned-workouts.ts';
import { setWorkoutPaired } from '../../../../lib/features/uploads/pair-workout.ts';
import { undoUpload } from '../../../../lib/features/uploads/undo-upload.ts';
import { refreshWellness } from '../../../../lib/features/wellness/refresh-wellness.ts';
import { startFolderSync, watchForFolderSync } from '../../../../lib/features/workout-folder/folder-sync.ts';
import { workoutFolder } from '../../../../lib/features/workout-folder/index.ts';
import { addDays, getDateInZone } from '../../../../lib/platform/calendar-date.ts';
import { closeDatabases } from '../../../../lib/platform/database.ts';
import { fitFile } from '../../../fixtures/recordings.ts';
import { FakeSite, START } from '../../../support/backfill-driver.ts';
import {
  addToCalendar,
  deleteCalendarEvent,
  emulator,
  ME,
  moveCalendarEvent,
  plan,
  seen,
  undoLast,
} from '../../../support/calendar-driver.ts';
import { at, followTopic, HOUR, look, registerApp } from '../../../support/change-feed-driver.ts';
import { FolderInMemory } from '../../../support/folder-in-memory.ts';
import { getStoredRows, getStoredState } from '../../../support/stored-data.ts';
import { addAndDrain, DAY, only, ride } from '../../../support/uploads-driver.ts';
import { undoLast as undoWellnessWrite, day as wellnessDay, write } from '../../../support/wellness-driver.ts';

followAccountChanges(account, backfill, activityExport, workoutFolder, changeFeed);

const today = () => getDateInZone(emulator.athlete.timezone, Date.now());
const days = (count: number) => Array.from({ length: count }, (_, n) => addDays('2026-11-26', n));
const RANGE = { from: '2026-11-20', to: '2026-12-10' };

let folder: FolderInMemory;
let zips: FolderInMemory;

beforeEach(async () => {
  vi.stubGlobal('reportError', console.error);
  vi.spyOn(fakeBrowser.permissions, 'remove').mockImplementation(async () => undefined);
  folder = new FolderInMemory();
  zips = new FolderInMemory();
  setExportDisks({ getFolderHandle: async () => folder.handle, getZipDirectory: async () => zips.handle });
  watchForFolderSync({ notifyProblem: () => undefined, getHandle: async () => folder.handle });
});

const searchIn = (site: FakeSite) =>
  startSearch(site.source, { fromMs: START - 30 * DAY, toMs: START + DAY }, site.getPageAccess);

const exportOf = (target: Parameters<typeof startExport>[0]['target']) => async () => {
  for (const n of [1, 2, 3])
    emulator.seed.activity({ file: fitFile({ startMs: START - n * DAY }), fileName: `${n}.fit` });
  const activities = await listActivitiesForExport({ from: '2026-01-01', to: '2026-12-31' });
  return () => startExport({ athlete: emulator.athlete.id, kind: 'original', target, title: 'All', activities });
};

/** What is under way: prepares it, and returns what starts it; and the request in whose middle the athlete disconnects. */
interface Writing {
  prepare: () => Promise<() => Promise<unknown>>;
  held: { method?: string; path?: RegExp };
}

const WRITINGS: Record<string, Writing> = {
  'the copying of a workout to ten days': {
    prepare: async () => {
      await addToCalendar(ME(), plan());
      return () => copyCalendarEvent(ME(), seen(), days(10));
    },
    held: { method: 'POST', path: /\/events/ },
  },
  'the adding of a workout, with another that waits for its turn': {
    prepare: async () => () =>
      Promise.all([addToCalendar(ME(), plan()), addToCalendar(ME(), plan({ day: '2026-11-27' }))]),
    held: { method: 'POST', path: /\/events/ },
  },
  'the moving of a workout': {
    prepare: async () => {
      await addToCalendar(ME(), plan());
      return () => moveCalendarEvent(ME(), seen(), { day: '2026-11-28' });
    },
    held: { method: 'PUT', path: /\/events/ },
  },
  'the deletion of a workout': {
    prepare: async () => {
      await addToCalendar(ME(), plan());
      return () => deleteCalendarEvent(ME(), seen());
    },
    held: { method: 'DELETE', path: /\/events/ },
  },
  'an undo on the calendar': {
    prepare: async () => {
      await addToCalendar(ME(), plan());
      await copyCalendarEvent(ME(), seen(), days(5));
      return undoLast;
    },
    held: { method: 'DELETE', path: /\/events/ },
  },
  'a read of the calendar': {
    prepare: async () => {
      emulator.seed.event({ name: 'Long run', start_date_local: '2026-11-26T00:00:00' });
      return () => refreshCalendar(RANGE);
    },
    held: { method: 'GET', path: /\/events/ },
  },
  'a write of wellness in parts of a year': {
    prepare: async () => () =>
      write(Array.from({ length: 1000 }, (_, n) => ({ day: addDays('2024-01-01', n), key: 'weight', to: 70 }))),
    held: { method: 'PUT', path: /\/wellness/ },
  },
  'the look after a write of wellness': {
    prepare: async () => {
      // Held is the second one: the first is the look before the write.
      emulator.fail({ match: { method: 'GET', path: /\/wellness/ }, delayMs: 0 });
      return () => write([{ day: '2026-11-20', key: 'weight', to: 70 }]);
    },
    held: { method: 'GET', path: /\/wellness/ },
  },
  'an undo of wellness': {
    prepare: async () => {
      emulator.seed.wellness([{ id: '2026-11-20', weight: 71 }]);
      await write([{ day: '2026-11-20', key: 'weight', from: 71, to: 70 }]);
      expect(wellnessDay('2026-11-20')).toMatchObject({ weight: 70 });
      return undoWellnessWrite;
    },
    held: { method: 'PUT', path: /\/wellness/ },
  },
  'a read of wellness': {
    prepare: async () => () => refreshWellness(RANGE),
    held: { method: 'GET', path: /\/wellness/ },
  },
  'an upload, with others behind it': {
    prepare: async () => () => addAndDrain(Array.from({ length: 9 }, (_, n) => ride(`${n}.fit`, START + n * DAY))),
    held: { method: 'POST', path: /\/activities/ },
  },
  'the duplicate check before an upload': {
    prepare: async () => () => addAndDrain([ride()]),
    held: { method: 'GET', path: /\/activities/ },
  },
  'the look for the planned workout of an upload': {
    prepare: async () => {
      const startMs = Date.now() - DAY;
      await addAndDrain([ride('ride.fit', startMs)]);
      const { id } = await only();
      await linkPlannedWorkouts(id);
      invalidateCalendarCache();
      return () => linkPlannedWorkouts(id);
    },
    held: { method: 'GET', path: /\/events/ },
  },
  'the pairing of an upload': {
    prepare: async () => {
      const startMs = Date.now() - DAY;
      emulator.seed.event({ name: 'Threshold', start_date_local: getDateInZone('Europe/London', startMs) });
      await addAndDrain([ride('ride.fit', startMs)]);
      await vi.waitFor(async () => expect((await only()).plannedWorkouts).toHaveLength(1));
      const { id } = await only();
      return () => setWorkoutPaired(id, true);
    },
    held: { method: 'PUT', path: /\/activity/ },
  },
  'the undo of an upload of several activities': {
    prepare: async () => {
      const brick = [START, START + DAY, START + 2 * DAY].map(startMs => fitFile({ startMs }));
      await addAndDrain([new File(brick, 'brick.fit')]);
      const { id } = await only();
      return () => undoUpload(id);
    },
    held: { method: 'DELETE', path: /\/activity/ },
  },
  'a search of Find missing': {
    prepare: async () => () => searchIn(new FakeSite(20)).then(({ done }) => done),
    held: { method: 'GET', path: /\/activities/ },
  },
  'a sync of the workout folder': {
    prepare: async () => {
      emulator.seed.event({
        name: 'Long run',
        start_date_local: `${today()}T00:00:00`,
        workout_doc: { steps: [{ duration: 600, power: { value: 75, units: '%ftp' } }] },
      });
      return () => startFolderSync({ id: crypto.randomUUID(), name: folder.name, kind: 'chosen' });
    },
    held: { method: 'GET', path: /\/events/ },
  },
  'a download of activities as a zip': {
    prepare: exportOf({ to: 'zip' }),
    held: { method: 'GET', path: /file/ },
  },
  'a download of activities to a folder': {
    prepare: exportOf({ to: 'folder', folder: crypto.randomUUID(), name: 'Rides' }),
    held: { method: 'GET', path: /file/ },
  },
  'the download of one activity': {
    prepare: async () => {
      emulator.seed.activity({ file: fitFile({ startMs: START }), fileName: 'a.fit' });
      const [activity] = await listActivitiesForExport({ from: '2026-01-01', to: '2026-12-31' });
      if (!activity) throw new Error('no activity');
      return () => exportOneFile(activity, 'original');
    },
    held: { method: 'GET', path: /file/ },
  },
  'a check for changes': {
    prepare: async () => {
      startChangeFeed({ notify: async () => undefined, syncFolder: async () => undefined });
      emulator.seed.activity({ name: 'Seen before', type: 'Ride', start_date_local: at(-1) });
      await look();
      emulator.seed.activity({ name: 'New', type: 'Ride', start_date_local: at(-1) });
      vi.setSystemTime(Date.now() + HOUR);
      return syncFeed;
    },
    held: { method: 'GET', path: /\/wellness/ },
  },
  'a check of the webhook topic': {
    prepare: async () => {
      startChangeFeed({ notify: async () => undefined, syncFolder: async () => undefined });
      registerApp();
      await followTopic();
      return syncFeed;
    },
    held: { method: 'GET', path: /\/mine\/json/ },
  },
};

/** What may be left of an athlete who has disconnected: PRIVACY.md lists it. */
const MAY_STAY_IN_DATABASES = ['musette › uploads', 'musette › bytes', 'musette-folder › written'];
const MAY_STAY_IN_STATE =
  /^(settings\.[\w-]+|limits|request-usage|circuit-breaker|change-feed|folder|lastNotifiedBatch|\w+ViewOptions|wellnessColumnMappings)$/;

describe('S1 S3 Disconnect in the middle of', () => {
  test.each(Object.entries(WRITINGS))('%s ends it: nothing is sent or stored any more', async (_, writing) => {
    const start = await writing.prepare();
    const held = emulator.fail({ match: writing.held, hold: true });
    const ended = start().then(
      () => undefined,
      () => undefined,
    );
    await emulator.until(() => held.strikes === 1);
    // What was begun beside it, such as other uploads, has left by now or leaves no more.
    await disconnectAccount();
    emulator.clearRequests();
    held.cancel();
    await ended;

    const rows = await getStoredRows();
    const state = await getStoredState();
    expect(emulator.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([]);
    expect(Object.keys(rows).filter(store => !MAY_STAY_IN_DATABASES.includes(store))).toEqual([]);
    expect(Object.keys(state).filter(key => !MAY_STAY_IN_STATE.test(key))).toEqual([]);
    expect(JSON.stringify(state)).not.toContain(emulator.athlete.id);
    expect(JSON.stringify(state)).not.toContain(emulator.athlete.key);
    expect([...zips.files.keys()]).toEqual([]);
  });

  test('a fetch from a site for Find missing ends it: nothing is added to the outbox', async () => {
    const site = new FakeSite(20);
    await (await searchIn(site)).done;
    await addToBackfill(site.rows.map(({ id }) => id));
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    site.before = () => {
      reached.resolve();
      return released.promise;
    };
    const worker = createBackfillWorker(site);
    followAccountChanges({ whileStopped: worker.whileStopped });
    const ended = worker.trigger();
    await reached.promise;
    await disconnectAccount();
    emulator.clearRequests();
    released.resolve();
    await ended;

    expect(site.fetched).toHaveLength(1);
    expect(Object.keys(await getStoredRows())).toEqual([]);
  });

  test('a read of a site’s season for Find missing ends it at once', async () => {
    const site = new FakeSite(300);
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    site.before = () => {
      reached.resolve();
      return released.promise;
    };
    const { done } = await searchIn(site);
    await reached.promise;
    await disconnectAccount();
    emulator.clearRequests();
    released.resolve();
    await done;

    expect(emulator.requests).toEqual([]);
    expect(Object.keys(await getStoredRows())).toEqual([]);
  });
});

describe('S1 a change of account', () => {
  test('ends what is being written for the athlete before', async () => {
    const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
    await addToCalendar(ME(), plan());
    const held = emulator.fail({ match: { method: 'POST', path: /\/events/ }, hold: true });
    const copied = copyCalendarEvent(ME(), seen(), days(10)).catch(thrown => thrown);
    await emulator.until(() => held.strikes === 1);
    await connectWithKey(other.key);
    emulator.clearRequests();
    held.cancel();

    expect(await copied).toMatchObject({ kind: 'stopped' });
    expect(emulator.requests).toEqual([]);
    expect(emulator.events('i2')).toEqual([]);
  });

  test('lets a request of the new athlete through that comes while it is under way', async () => {
    const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
    const changed = connectWithKey(other.key);
    await emulator.until(() => emulator.requests.some(({ path }) => path.includes('/athlete/')));
    await changed;
    await refreshCalendar(RANGE);
    await closeDatabases();
    expect(Object.keys(await getStoredRows())).toContain('musette-workouts › days');
  });
});
