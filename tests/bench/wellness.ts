import { wellnessFields } from '../../lib/formats/wellness/wellness-fields.ts';
import { addDays, getDateInZone } from '../../lib/platform/calendar-date.ts';
import { startEmulator } from '../emulator/emulator.ts';
import { launch } from '../support/browsers/chromium.ts';
import { connectedBefore } from '../support/e2e/connect.ts';

const EDITS = 20;

/**
 * Days of wellness with 30 fields: the time from the click on "Wellness" until the table is shown, and from the last key of an
 * entry until the next frame is drawn, compared with a table of ten days.
 */
export async function benchWellness(counts: readonly number[]) {
  const keys = wellnessFields.filter(({ kind }) => kind === 'int' || kind === 'number').map(({ key }) => key);
  const results = [];
  for (const count of counts) {
    await using world = await worldWith(count, [...keys, 'mood', 'stress', 'fatigue'].slice(0, 30));
    results.push(await measure(world, count));
  }
  return results;
}

async function worldWith(days: number, keys: readonly string[]) {
  const emulator = await startEmulator();
  const today = getDateInZone(emulator.athlete.timezone, Date.now());
  emulator.seed.wellness(
    Array.from({ length: days }, (_, n) => ({
      id: addDays(today, n + 1 - days),
      ...Object.fromEntries(keys.map((key, column) => [key, key === 'mood' ? 2 : 50 + ((n + column) % 7)])),
    })),
  );
  const musette = await launch({ emulator });
  await connectedBefore(musette, emulator.athlete);
  return {
    musette,
    from: addDays(today, 1 - days),
    async [Symbol.asyncDispose]() {
      await musette.close();
      await emulator.close();
    },
  };
}

async function measure({ musette, from }: Awaited<ReturnType<typeof worldWith>>, count: number) {
  const page = await musette.open('app.html');
  await page.getByRole('link', { name: 'Wellness' }).click();
  await page.getByText('Custom range', { exact: true }).click();
  const rows = page.locator('.wellness-table tbody tr');
  await page.getByLabel('From').fill(from);
  await page.waitForFunction(
    ([wanted]) => document.querySelectorAll('.wellness-table tbody td:not(:empty)').length >= Number(wanted),
    [count * 25],
  );
  // Once more, with everything stored in the browser already.
  await page.getByRole('link', { name: 'Outbox' }).click();
  const opened = await page.evaluate(open, { from, count });
  await rows.last().locator('td').first().focus();
  const edited = [];
  for (let n = 0; n < EDITS; n += 1) {
    await page.keyboard.press('6');
    await page.keyboard.press('1');
    edited.push(await page.evaluate(pressEnter));
    await page.keyboard.press('ArrowUp');
  }
  return { days: count, 'opened ms': Math.round(opened), 'edited ms (median)': Math.round(median(edited)) };
}

/** In the page: shows the dates, and waits for the frame in which all of them are drawn. */
async function open({ from, count }: { from: string; count: number }): Promise<number> {
  const frame = () => new Promise(requestAnimationFrame);
  location.hash = '#wellness';
  const find = <Kind extends Element>(selector: string) => document.querySelector<Kind>(selector);
  while (!find('.wellness-table')) await frame();
  [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')][1]?.click();
  while (!find('input[type="date"]')) await frame();
  const before = performance.now();
  const field = find<HTMLInputElement>('input[type="date"]');
  if (!field) throw new Error('no date to choose');
  field.value = from;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  while (document.querySelectorAll('.wellness-table tbody tr').length < count) await frame();
  await frame();
  return performance.now() - before;
}

/** In the page: ends the entry, and waits for the next frame. */
async function pressEnter(): Promise<number> {
  const before = performance.now();
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
  );
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - before;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
