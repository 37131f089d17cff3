import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, getDateInZone } from '../../lib/platform/calendar-date.ts';
import { findFirefox } from '../support/browsers/find-browsers.ts';
import { connectFirefox, launchFirefox } from '../support/browsers/firefox.ts';
import { button } from '../support/browsers/firefox-page.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

const program = findFirefox();

test('Firefox adds the coming workouts to a folder among the downloads, and never changes what is there', async ({
  emulator,
}) => {
  test.skip(program === undefined, 'no Firefox on this machine');
  const today = getDateInZone(emulator.athlete.timezone, Date.now());
  const steps = (percent: number) => [{ duration: 600, power: { value: percent, units: '%ftp' } }];
  const plan = (name: string, day: string) =>
    emulator.seed.event({ name, start_date_local: `${day}T00:00:00`, workout_doc: { steps: steps(75) } });
  const opener = plan('Openers', today);
  plan('Tempo', addDays(today, 1));
  const firefox = await launchFirefox(program ?? '', emulator);
  try {
    await connectFirefox(firefox, emulator.athlete.key);
    const folder = join(firefox.downloads, 'Musette workouts');
    const names = () => (existsSync(folder) ? readdirSync(folder).sort() : []);
    const options = await firefox.open('options.html');
    await options.click(button('Sync every morning'));
    await options.says('The folder has 2 workouts.');
    expect(names()).toEqual([`${today} Openers.zwo`, `${addDays(today, 1)} Tempo.zwo`]);

    writeFileSync(join(folder, `${today} Openers.zwo`), 'edited by hand');
    emulator.changeEvent(opener.id, { workout_doc: { steps: steps(60) } });
    await options.click(button('Sync now'));
    await options.says('1 file written');
    expect(names()).toHaveLength(3);
    expect(readFileSync(join(folder, `${today} Openers.zwo`), 'utf8')).toBe('edited by hand');

    emulator.removeEvent(opener.id);
    await options.click(button('Sync now'));
    await options.says('The folder has 1 workout.');
    expect(names()).toHaveLength(3);
  } finally {
    await firefox.close();
  }
});
