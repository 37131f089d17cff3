import { describe, expect, test } from 'vitest';
import { emulatorForTests } from '../for-tests.ts';

const emulator = await emulatorForTests();

describe('the pages for people', () => {
  test('name the activity that a link leads to', async () => {
    const { id } = emulator.seed.activity({ name: 'Up & <down>' });
    const page = await emulator.fetch(`https://intervals.icu/activities/${id}`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain(`<title>Up &amp; &lt;down> – ${id}</title>`);
  });

  test.each([
    ['/activities/i1', 404],
    ['/athlete/i123456/fitness', 200],
    ['/athlete/i1', 404],
    ['/settings', 200],
    ['/', 200],
    ['/nowhere', 404],
  ])('%s answers %i', async (path, status) => {
    expect((await emulator.fetch(`https://intervals.icu${path}`)).status).toBe(status);
  });
});
