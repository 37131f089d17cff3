import { beforeEach, expect, test } from 'vitest';
import { emulatorForTests } from '../for-tests.ts';
import { readRecordings } from '../recordings/read-recordings.ts';
import type { Visitor } from '../visitor.ts';

const emulator = await emulatorForTests();
let visitor: Visitor;

beforeEach(() => {
  visitor = emulator.visitor();
  visitor.add(emulator.strava.signIn().cookies);
});

test.each(['fit', 'fit.gz', 'tcx', 'gpx'] as const)(
  'the original is a %s file with the title for a name',
  async original => {
    const { originalUrl } = emulator.strava.activity({ original, title: 'Lunch Ride!' });
    const response = await visitor.background(originalUrl);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="Lunch_Ride_.${original}"`);
    expect(readRecordings(new Uint8Array(await response.arrayBuffer()))).toHaveLength(1);
  },
);

test('the original of a phone’s recording is JSON, and its GPX export is a recording', async () => {
  const { url, originalUrl } = emulator.strava.activity({ original: 'json' });
  const response = await visitor.background(originalUrl);
  expect(response.headers.get('content-type')).toBe('application/json');
  for (const path of ['export_gpx', 'export_tcx']) {
    const exported = await visitor.background(`${url}/${path}`);
    expect(readRecordings(new Uint8Array(await exported.arrayBuffer()))).toHaveLength(1);
  }
});

test('a signed-out visitor gets the sign-in page with status 200', async () => {
  const { originalUrl } = emulator.strava.activity();
  emulator.strava.signOut();
  const page = await visitor.background(originalUrl);
  expect(page).toMatchObject({ status: 200, url: 'https://www.strava.com/login' });
});

test('the export of another athlete’s activity redirects to its page, which has no menu', async () => {
  const { url, originalUrl } = emulator.strava.activity({ owner: 'somebody else' });
  const page = await visitor.background(originalUrl);
  expect(page.url).toBe(url);
  expect(await page.text()).not.toContain('export_original');
});

test('the page of an own activity has the export links', async () => {
  const { id, url } = emulator.strava.activity();
  expect(await (await visitor.background(url)).text()).toContain(`href="/activities/${id}/export_original"`);
});

test('the export of a route has no times', async () => {
  const text = await (await visitor.background('https://www.strava.com/routes/5/export_gpx')).text();
  expect(text).toContain('<trkpt');
  expect(text).not.toContain('<time>');
});

test('an unknown activity is not found', async () => {
  expect((await visitor.background('https://www.strava.com/activities/5/export_original')).status).toBe(404);
});
