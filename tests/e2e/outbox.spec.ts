import { fitFile, fitFileOfType, fitWorkoutFile, makeGzip, makeZip, tcxFile } from '../fixtures/recordings.ts';
import { connectedBefore } from '../support/e2e/connect.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

const DAY = Date.UTC(2026, 6, 1, 8);
const ride = (n: number) => fitFile({ startMs: DAY + n * 86_400_000, durationSecs: 60 + n, seed: n + 1 });

test('each recording in an archive becomes an upload of its own; the rest is skipped and listed', async ({
  app,
  emulator,
  onDisk,
}) => {
  const archive = makeZip([
    { name: 'activities/1.fit', bytes: ride(1) },
    { name: 'activities/2.fit.gz', bytes: makeGzip(ride(2)) },
    { name: '../../3.tcx', bytes: tcxFile({ startMs: DAY + 3 * 86_400_000, durationSecs: 60 }) },
    { name: 'inner.zip', bytes: makeZip([{ name: '4.fit', bytes: ride(4) }]) },
    { name: 'wellness/monitoring.fit', bytes: fitFileOfType(15) },
    { name: 'readme.txt', bytes: new TextEncoder().encode('Thank you for your request') },
  ]);
  await app.getByLabel('Choose files').setInputFiles(onDisk([{ name: 'export.zip', bytes: archive }]));

  await expect(app.getByText('Uploaded', { exact: true })).toHaveCount(4);
  await expect(app.getByText(/in the archives? (was|were) not (a )?recordings?/)).toBeVisible();
  expect(emulator.activities().map(({ fileName }) => fileName)).toEqual(
    expect.arrayContaining(['1.fit', '2.fit', '3.tcx', '4.fit']),
  );
});

test('a file that is no recording is not sent, and its row says what it is', async ({ app, emulator, onDisk }) => {
  await app.getByLabel('Choose files').setInputFiles(
    onDisk([
      { name: 'tempo.fit', bytes: fitWorkoutFile('Tempo') },
      { name: 'login.fit', bytes: new TextEncoder().encode('<!doctype html><title>Sign in</title>') },
      { name: 'empty.gpx', bytes: new Uint8Array() },
      { name: 'cut.fit', bytes: ride(1).slice(0, 900) },
    ]),
  );

  await expect(app.getByText('A planned workout, not a recording.')).toBeVisible();
  await expect(app.getByText(/A web page, saved instead of the recording/)).toBeVisible();
  await expect(app.getByText(/The file is empty/)).toBeVisible();
  await expect(app.getByText(/The file is damaged/)).toBeVisible();
  expect(emulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(0);

  await app.getByRole('row', { name: /tempo/ }).getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(app.getByText('A planned workout, not a recording.')).toHaveCount(0);
});

test('undo deletes on Intervals.icu what the upload created, and removes the row', async ({
  app,
  emulator,
  onDisk,
}) => {
  const mine = emulator.seed.activity({ file: ride(9), name: 'Mine' });
  await app.getByLabel('Choose files').setInputFiles(onDisk([{ name: 'oops.fit', bytes: ride(1) }]));
  await expect(app.getByText('Uploaded', { exact: true })).toBeVisible();
  await app.getByRole('button', { name: 'Undo', exact: true }).click();

  await expect(app.getByText('oops.fit')).toHaveCount(0);
  expect(emulator.activities().map(({ id }) => id)).toEqual([mine.id]);
});

test('a duplicate cannot be undone', async ({ app, emulator, onDisk }) => {
  emulator.seed.activity({ file: ride(1), name: 'From Garmin' });
  await app.getByLabel('Choose files').setInputFiles(onDisk([{ name: 'again.fit', bytes: ride(1) }]));

  await expect(app.getByText('Already on Intervals.icu', { exact: true })).toBeVisible();
  await expect(app.getByRole('link', { name: /From Garmin/ })).toBeVisible();
  await expect(app.getByRole('button', { name: 'Undo', exact: true })).toHaveCount(0);
});

test('with review switched on, a recording waits for its name and its plan, and is sent with them', async ({
  musette,
  app,
  emulator,
  onDisk,
}) => {
  const startMs = Date.now() - 86_400_000;
  const start_date_local = new Date(startMs).toLocaleDateString('sv-SE', {
    timeZone: emulator.athlete.timezone,
  });
  emulator.seed.event({ name: 'Track session', type: 'Run', start_date_local });
  const { id: climbing } = emulator.seed.event({ name: 'Long climbs', start_date_local });
  const options = await musette.open('options.html');
  await options.getByLabel('Review each recording before it is uploaded').check();
  await app
    .getByLabel('Choose files')
    .setInputFiles(onDisk([{ name: 'ride.fit', bytes: fitFile({ startMs, durationSecs: 60 }) }]));

  await app.getByLabel('Name', { exact: true }).fill('Col du Galibier');
  await app.getByLabel('Description', { exact: true }).fill('Snow at the top');
  const planned = app.getByLabel('Planned workout', { exact: true });
  await expect(planned.getByRole('option')).toHaveText(['Let Intervals.icu decide', 'Long climbs']);
  await expect(planned).toHaveValue('');
  await planned.selectOption('Long climbs');
  await app.getByRole('button', { name: 'Upload', exact: true }).click();

  await expect(app.getByText('Paired with “Long climbs”, planned for that day.')).toBeVisible();
  expect(emulator.activities()[0]).toMatchObject({
    name: 'Col du Galibier',
    description: 'Snow at the top',
    paired_event_id: climbing,
  });
  await app.getByRole('button', { name: 'Unpair', exact: true }).click();
  await expect(app.getByText('Matches “Long climbs”, planned for that day.')).toBeVisible();
  expect(emulator.activities()[0]?.paired_event_id).toBeNull();
  await app.getByRole('button', { name: 'Pair', exact: true }).click();
  await expect(app.getByText('Paired with “Long climbs”, planned for that day.')).toBeVisible();
});

test('a paused outbox holds what is added until it is resumed', async ({ app, emulator, musette, onDisk }) => {
  // Twice as many as go at once, so that some are still queued when the first ones are answered.
  emulator.fail({ match: { method: 'POST' }, hold: true, times: 'always' });
  await app
    .getByLabel('Choose files')
    .setInputFiles(onDisk(Array.from({ length: 12 }, (_, n) => n).map(n => ({ name: `${n}.fit`, bytes: ride(n) }))));
  await app.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(app.getByText(/^Paused/)).toBeVisible();
  emulator.mend();
  await expect(app.getByText('Queued', { exact: true }).first()).toBeVisible();
  await app.reload();
  await app.getByRole('button', { name: 'Resume', exact: true }).click();

  await expect(app.getByText('Uploaded', { exact: true })).toHaveCount(12);
  expect(musette.console.filter(line => line.startsWith('uncaught'))).toEqual([]);
});

test('the history can be searched and filtered', async ({ app, onDisk }) => {
  await app.getByLabel('Choose files').setInputFiles(
    onDisk([
      { name: 'galibier.fit', bytes: ride(1) },
      { name: 'lunch.fit', bytes: ride(2) },
      { name: 'plan.fit', bytes: fitWorkoutFile('Plan') },
    ]),
  );
  await expect(app.getByText('Uploaded', { exact: true })).toHaveCount(2);
  await app.getByRole('searchbox').fill('galib');
  await expect(app.getByText('galibier.fit')).toBeVisible();
  await expect(app.getByText('lunch.fit')).toHaveCount(0);
});

test('the badge counts pending uploads and marks those that need a decision', async ({ app, emulator, onDisk }) => {
  const badge = () => app.evaluate(() => chrome.action.getBadgeText({}));
  emulator.fail({ match: { method: 'POST' }, hold: true, times: 'always' });
  await app
    .getByLabel('Choose files')
    .setInputFiles(onDisk([1, 2, 3].map(n => ({ name: `${n}.fit`, bytes: ride(n) }))));
  await expect.poll(badge).toBe('3');
  emulator.mend();
  await expect.poll(badge).toBe('');

  await app.getByLabel('Choose files').setInputFiles(onDisk([{ name: 'plan.fit', bytes: fitWorkoutFile('Plan') }]));
  await expect.poll(badge).toBe('!');
});

test('a batch ends with one notification, and a click on it opens the outbox', async ({ app, musette, onDisk }) => {
  const shown = () => app.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
  await app
    .getByLabel('Choose files')
    .setInputFiles(onDisk([1, 2, 3, 4].map(n => ({ name: `${n}.fit`, bytes: ride(n) }))));
  await expect(app.getByText('Uploaded', { exact: true })).toHaveCount(4);
  await expect.poll(shown).toHaveLength(1);

  const [notification = ''] = await shown();
  const worker = musette.context.serviceWorkers()[0];
  await musette.open('options.html');
  await app.close();
  const opened = musette.context.waitForEvent('page');
  // A headless browser draws no notifications; its event is the same.
  await worker?.evaluate(id => {
    const { onClicked } = chrome.notifications as unknown as { onClicked: { dispatch(id: string): void } };
    onClicked.dispatch(id);
  }, notification);
  await expect(await opened).toHaveURL(/app\.html$/);
});

test('six hundred recordings in one archive are added to the outbox, and the page stays responsive', async ({
  musette,
  emulator,
  onDisk,
}) => {
  test.setTimeout(120_000);
  await connectedBefore(musette, emulator.athlete);
  const app = await musette.open('app.html');
  await app.evaluate(() => chrome.storage.local.set({ 'circuit-breaker': { paused: true } }));
  const members = Array.from({ length: 600 }, (_, n) => ({
    name: `${n}.fit`,
    bytes: fitFile({ startMs: DAY - n * 3_600_000, durationSecs: 10, seed: n + 1 }),
  }));
  await app.getByLabel('Choose files').setInputFiles(onDisk([{ name: 'years.zip', bytes: makeZip(members) }]));

  await expect(app.getByText('600 recordings added')).toBeVisible({
    timeout: 90_000,
  });
  await app.getByRole('searchbox').fill('599.fit');
  await expect(app.getByText('599.fit')).toBeVisible();
});
