import type { Stage } from '../emulator/faults.ts';
import { fitFile, gpxFile } from '../fixtures/recordings.ts';
import { launch } from '../support/browsers/chromium.ts';
import { connectedBefore } from '../support/e2e/connect.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

const FILES = 3;
const STAGES: (Stage | 'before the row is written')[] = [
  'before body',
  'in body',
  'before processing',
  'after processing',
  'in reply',
  'before the row is written',
];
/** At every stage the failure comes when one, two or all three uploads have reached it. */
const RUNS = STAGES.flatMap(stage => Array.from({ length: FILES }, (_, n) => ({ stage, count: n + 1 })));
const ACCIDENTS = ['the worker is stopped', 'the browser is killed', 'the connection is cut'] as const;

for (const accident of ACCIDENTS) {
  test(`no recording is lost or sent twice when ${accident}, at any step (${RUNS.length} runs)`, async ({
    emulator,
    onDisk,
  }) => {
    test.setTimeout(5 * 60_000);
    let musette = await launch({ emulator });
    try {
      await connectedBefore(musette, emulator.athlete);
      let app = await musette.open('app.html');
      for (const [run, { stage, count }] of RUNS.entries()) {
        const expected = (run + 1) * FILES;
        await test.step(`${stage}, ${count} of ${FILES}`, async () => {
          const upload = { method: 'POST' };
          const isWritten = stage === 'before the row is written';
          const fault = isWritten
            ? undefined
            : emulator.fail({
                match: upload,
                stage,
                times: count,
                ...(accident === 'the connection is cut' ? { cut: true } : { hold: true }),
              });
          // Slow enough that all three are in the outbox before the first reply: a file that was never added cannot survive.
          emulator.latencyMs = 150;
          const files = recordings(run);
          await app.getByLabel('Choose files').setInputFiles(onDisk(files));
          await expect(app.getByText(files.at(-1)?.name ?? '')).toBeVisible();
          const answered = () =>
            emulator.requests.filter(({ method, status }) => method === 'POST' && status !== undefined).length;
          await emulator.until(() => (fault ? fault.strikes >= count : answered() >= count), 30_000);

          if (accident === 'the worker is stopped') {
            await musette.stopWorker();
            emulator.mend();
            await app.reload();
          }
          if (accident === 'the browser is killed') {
            await musette.kill();
            emulator.mend();
            musette = await launch({ emulator, profile: musette.profile });
            app = await musette.open('app.html');
          }
          const nothingWaits = (timeout: number) =>
            expect(app.getByText(/^(Queued|Uploading)$/)).toHaveCount(0, { timeout });
          if (accident === 'the connection is cut') {
            if (fault) await expect(app.getByText(/cannot be reached|response that Musette/).first()).toBeVisible();
            else emulator.online = false;
            // As in one tunnel after another: each time the browser reports that the network is back.
            await expect(async () => {
              await musette.context.setOffline(true);
              emulator.online = true;
              await musette.context.setOffline(false);
              await nothingWaits(1000);
            }).toPass();
          }
          await emulator.until(() => emulator.activities().length >= expected, 90_000);
          await nothingWaits(90_000);
          emulator.mend();
          emulator.clearRequests();
        });
        const hashes = emulator.activities().map(({ sha256 }) => sha256);
        expect(hashes).toHaveLength(expected);
        expect(new Set(hashes).size).toBe(expected);
      }
      await expect(app.getByText('Failed', { exact: true })).toHaveCount(0);
    } finally {
      await musette.close();
    }
  });
}

function recordings(run: number) {
  return Array.from({ length: FILES }, (_, n) => {
    const seed = run * FILES + n + 1;
    // No two are similar: files that may contain the same recording are uploaded one after the other.
    const spec = { startMs: Date.UTC(2024, 0, 1) + seed * 18_011_000, durationSecs: 60 + n * 30, seed };
    return n === 1
      ? { name: `run-${seed}.gpx`, bytes: gpxFile(spec) }
      : { name: `run-${seed}.fit`, bytes: fitFile(spec) };
  });
}

test('with every page closed, the alarm starts a new worker after the old one died', async ({
  app,
  emulator,
  musette,
  onDisk,
}) => {
  test.setTimeout(90_000);
  const held = emulator.fail({ match: { method: 'POST' }, hold: true });
  await app.getByLabel('Choose files').setInputFiles(onDisk(recordings(0).slice(0, 1)));
  await emulator.until(() => held.strikes === 1);
  await musette.stopWorker();
  await app.close();
  held.cancel();
  emulator.clearRequests();

  await emulator.until(
    () => emulator.requests.some(({ method, status }) => method === 'POST' && status !== undefined),
    60_000,
  );
  expect(emulator.activities()).toHaveLength(1);
});
