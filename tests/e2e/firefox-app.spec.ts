import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { getDateInZone } from '../../lib/platform/calendar-date.ts';
import { differentRecordings } from '../fixtures/recordings.ts';
import { findFirefox } from '../support/browsers/find-browsers.ts';
import { connectFirefox, launchFirefox } from '../support/browsers/firefox.ts';
import { button } from '../support/browsers/firefox-page.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

const program = findFirefox();

const ENTER = '\uE007';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** A zip ends with its directory: without it, the browser is still writing. */
const isWhole = (path: string): boolean => readFileSync(path).includes('PK\x05\x06');

test('Firefox downloads originals as a zip and as single files, edits a day of wellness, and reports changes', async ({
  emulator,
}) => {
  test.skip(program === undefined, 'no Firefox on this machine');
  const originals = differentRecordings(3, { durationSecs: 60 }).map(({ name, bytes, spec }) => {
    emulator.seed.activity({ file: bytes, fileName: name, name: spec.title ?? name });
    return base64(bytes);
  });
  emulator.seed.activity({ source: 'STRAVA', start_date: '2026-03-02T08:00:00Z' });
  const today = getDateInZone(emulator.athlete.timezone, Date.now());
  emulator.seed.wellness([{ id: today, weight: 70, restingHR: 48 }]);
  const firefox = await launchFirefox(program ?? '', emulator);
  try {
    await connectFirefox(firefox, emulator.athlete.key);
    const files = (folder: string) =>
      (existsSync(folder) ? readdirSync(folder) : []).filter(name => /\.(fit|tcx|gpx|zip)$/.test(name)).sort();
    const read = (...path: string[]) => base64(readFileSync(join(firefox.downloads, ...path)));

    const app = await firefox.open('app.html#activities');
    await app.click(
      `[...document.querySelectorAll('label')].find(({ textContent }) => textContent.trim() === 'All time')`,
    );
    await app.says('4 activities');
    await app.click(button('Download all 3 as zip'));
    await app.says('All done: 3 of 4 downloaded · 1 has no file');
    const whole = () => files(firefox.downloads).find(name => isWhole(join(firefox.downloads, name)));
    await expect.poll(whole).toBeDefined();
    const zip = whole() ?? '';
    const inZip = unzipSync(Buffer.from(read(zip), 'base64'));
    expect(Object.values(inZip).map(base64).sort()).toEqual(originals.toSorted());

    await app.click(button('As separate files'));
    await app.says(`All done: 3 of 4 saved to “Musette/${zip.replace('.zip', '')}” in your downloads`);
    const folder = ['Musette', zip.replace('.zip', '')];
    const singles = files(join(firefox.downloads, ...folder));
    expect(singles).toEqual(Object.keys(inZip).sort());
    expect(singles.map(name => read(...folder, name)).sort()).toEqual(originals.toSorted());

    const wellness = await firefox.open('app.html#wellness');
    await wellness.click(
      `[...document.querySelectorAll('[role=gridcell]')].find(cell => cell.ariaLabel.endsWith(', Weight (kg): 70'))`,
    );
    await wellness.until(`document.activeElement?.ariaLabel?.endsWith(', Weight (kg): 70')`);
    await wellness.type(`69.5${ENTER}`);
    await wellness.click(button('Review changes…'));
    await wellness.click(button('Save 1 change'));
    await wellness.says('1 value saved');
    expect(emulator.wellness()).toMatchObject([{ id: today, weight: 69.5, restingHR: 48 }]);
    const puts = emulator.requests.filter(({ method }) => method === 'PUT');
    expect(puts.map(({ bodyText = '' }) => JSON.parse(bodyText))).toEqual([[{ id: today, weight: 69.5 }]]);

    const options = await firefox.open('options.html');
    await options.click(
      `[...document.querySelectorAll('label')].find(({ textContent }) => textContent.includes('Check Intervals.icu for changes'))`,
    );
    await options.says('No changes yet.');
    // Requests of the browser itself do not matter here.
    const strangers = emulator.violations.filter(({ url }) => !/\.(mozilla|firefox)\.(com|org|net)\//.test(url));
    expect(strangers).toEqual([]);
  } finally {
    await firefox.close();
  }
});
