import { beforeEach, expect, test } from 'vitest';
import { inspectFile } from '../../../../../lib/formats/recordings/inspect-file.ts';
import { strava } from '../../../../../lib/services/sites/strava/strava.ts';
import { emulatorForTests } from '../../../../emulator/for-tests.ts';
import type { Visitor } from '../../../../emulator/visitor.ts';
import { noTab, openTab, tabWith } from '../../../../support/site-tab.ts';

const emulator = await emulatorForTests();
let visitor: Visitor;

beforeEach(() => {
  visitor = emulator.visitor();
});

const signIn = () => visitor.add(emulator.strava.signIn().cookies);

test.each(['fit', 'fit.gz', 'tcx', 'gpx'] as const)('an original in %s is returned as it is', async original => {
  signIn();
  const activity = emulator.strava.activity({ original });
  const tab = await openTab(visitor, activity.url);
  for (const reach of [tab, noTab(visitor)]) {
    const { files } = await strava.fetchOriginal({ id: String(activity.id) }, reach);
    expect(files[0]?.name).toBe(`Morning_Ride.${original}`);
    expect(Buffer.from((await files[0]?.arrayBuffer()) ?? new ArrayBuffer()).equals(activity.bytes)).toBe(true);
  }
});

test('a phone’s recording, whose original is JSON, is fetched as GPX', async () => {
  signIn();
  const { id, url } = emulator.strava.activity({ original: 'json' });
  const { files } = await strava.fetchOriginal({ id: String(id) }, await openTab(visitor, url));
  const [file] = files;
  if (!file) throw new Error('no file');
  expect(await Array.fromAsync(inspectFile(file))).toMatchObject([
    { verdict: 'recording', recording: { format: 'gpx' } },
  ]);
});

test('each failure of Strava is reported as a problem of its own kind', async () => {
  const { id, url } = emulator.strava.activity();
  const theirs = emulator.strava.activity({ owner: 'somebody else' });
  const tab = tabWith(visitor, url, '');
  const fetchIt = (wanted: number, reach = tab) => strava.fetchOriginal({ id: String(wanted) }, reach);
  await expect(fetchIt(id)).rejects.toMatchObject({
    kind: 'signed-out',
    facts: { site: 'Strava', page: 'https://www.strava.com/login' },
  });
  signIn();
  await expect(fetchIt(theirs.id)).rejects.toMatchObject({ kind: 'not-yours' });
  await expect(fetchIt(1)).rejects.toMatchObject({ kind: 'site-not-found' });
  await expect(strava.fetchOriginal({ id: String(id) }, noTab(visitor, false))).rejects.toMatchObject({
    kind: 'no-access',
  });
});
