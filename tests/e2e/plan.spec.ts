import { addDays, getDateInZone, getMonday } from '../../lib/platform/calendar-date.ts';
import { fitWorkoutFile } from '../fixtures/recordings.ts';
import { sampleWorkouts } from '../fixtures/workouts.ts';
import { expectSound } from '../support/e2e/accessibility.ts';
import { drop } from '../support/e2e/drop-files.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

const ZWO = `<workout_file><name>Over-unders</name><sportType>bike</sportType><workout>
  <Warmup Duration="600" PowerLow="0.5" PowerHigh="0.75"><textevent timeoffset="10" message="Easy now"/></Warmup>
  <IntervalsT Repeat="3" OnDuration="300" OffDuration="120" OnPower="0.95" OffPower="0.55"/>
</workout></workout_file>`;

/** One of each kind; the unit tests try them all. */
const others = ['zwo', 'mrc', 'txt'].flatMap(kind => sampleWorkouts.find(({ name }) => name.endsWith(kind)) ?? []);

test('choices made while other workouts are being sent still count, and the dialog stays open', async ({
  app,
  emulator,
}) => {
  const today = getDateInZone(emulator.athlete.timezone, Date.now());
  const [first, other] = [getMonday(today), addDays(getMonday(today), 3)];
  await app.getByRole('link', { name: 'Workouts' }).click();
  const files = ['a', 'b', 'c'].map(name => ({
    name: `${name}.zwo`,
    text: ZWO.replace('Over-unders', name),
  }));
  await drop(app, other, files.slice(0, 2));
  const dialog = app.getByRole('dialog');
  const draft = (name: string) => dialog.getByRole('group', { name, exact: true });
  await expect(draft('b')).toBeVisible();
  // A file that is dropped on the dialog is added to the day for which it was opened.
  await dialog.evaluate(
    (target, { name, text }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      target.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
    },
    files[2] as { name: string; text: string },
  );
  await expect(draft('c').getByLabel('Day')).toHaveValue(other);

  const held = emulator.fail({ match: { method: 'POST', path: /events/ }, hold: true });
  await dialog.getByRole('button', { name: 'Add 3 to calendar' }).click();
  await emulator.until(() => held.strikes === 1);
  await draft('b').getByRole('button', { name: 'Remove' }).click();
  await draft('c').getByLabel('Day').fill(first);
  await expect(draft('a').getByLabel('Day')).toBeDisabled();
  held.cancel();
  await expect(dialog).toHaveCount(0);
  expect(emulator.events().map(({ name, start_date_local }) => [name, start_date_local.slice(0, 10)])).toEqual([
    ['c', first],
    ['a', other],
  ]);

  await drop(app, other, files.slice(1, 2));
  const again = emulator.fail({ match: { method: 'POST', path: /events/ }, hold: true });
  await dialog.getByRole('button', { name: 'Add to calendar' }).click();
  await emulator.until(() => again.strikes === 1);
  // No page can keep a dialog open: the browser closes it at the second Escape.
  await app.keyboard.press('Escape');
  await app.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  again.cancel();
  await expect(dialog).toHaveCount(0);
  expect(emulator.events()).toHaveLength(3);
  // The notice of the batch before has the same buttons.
  await expect(app.getByText(/^“b” was added to the calendar/)).toBeVisible();
  await app.getByRole('button', { name: 'Dismiss' }).click();
  await expect(app.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await app.reload();
  await expect(app.getByRole('button', { name: 'b', exact: true })).toBeVisible();
  await expect(app.getByRole('button', { name: 'Undo' })).toHaveCount(0);

  // Added once more, it stays the only one, and the dialog says so.
  await drop(app, other, files.slice(1, 2));
  await dialog.getByRole('button', { name: 'Add to calendar' }).click();
  await expect(draft('b').getByRole('status')).toHaveText('Already on the calendar.');
  await expect(dialog.getByRole('button', { name: 'Add to calendar' })).toBeDisabled();
  expect(emulator.events()).toHaveLength(3);
  await draft('b').getByLabel('Time').fill('18:00');
  await dialog.getByRole('button', { name: 'Add to calendar' }).click();
  await expect(dialog).toHaveCount(0);
  expect(emulator.events()).toHaveLength(4);

  for (const { id } of emulator.events()) emulator.removeEvent(id);
  await app.getByText('Next 4 weeks').click();
  await expect(app.getByText('Nothing planned')).toBeVisible();
  // A whole folder of them is too much to review.
  const many = Array.from({ length: 60 }, (_, n) => ({ name: `${n}.zwo`, text: ZWO }));
  await drop(app, addDays(today, 9), [...files.slice(0, 1), ...many]);
  await expect(draft('a').getByLabel('Day')).toHaveValue(addDays(today, 9));
  await expect(dialog.locator('fieldset')).toHaveCount(50);
  await expect(dialog.getByRole('alert')).toHaveText('11 more were chosen. Add these to the calendar first.');
});

test('workouts are dropped on the calendar, previewed, sent, moved, copied, deleted and undone', async ({
  app,
  musette,
  emulator,
  onDisk,
}) => {
  const today = getDateInZone(emulator.athlete.timezone, Date.now());
  const sunday = addDays(getMonday(today), 6);
  const standing = emulator.seed.event({
    start_date_local: `${sunday}T00:00:00`,
    name: 'Long ride',
    type: 'Ride',
    description: '- 2h 60%',
  });
  await app.getByRole('link', { name: 'Workouts' }).click();
  await expect(app.getByRole('button', { name: 'Long ride', exact: true })).toBeVisible();

  const files = [{ name: 'over-unders.zwo', text: ZWO }, { name: 'broken.zwo', text: ZWO.slice(0, 200) }, ...others];
  await drop(app, sunday, files);
  const dialog = app.getByRole('dialog', { name: 'Add workouts' });
  await expect(dialog.getByText(`For ${emulator.athlete.name}`)).toBeVisible();
  const first = dialog.getByRole('group', { name: 'Over-unders', exact: true });
  await expect(first.getByText('over-unders.zwo · zwo · 31 min · 1 text cue')).toBeVisible();
  await expect(first.getByLabel('Day')).toHaveValue(sunday);
  const broken = dialog.getByRole('group', { name: 'broken.zwo' });
  await expect(broken.getByRole('alert')).toContainText('The workout is damaged');
  await expectSound(app);
  await first.getByLabel('Name').fill('Mine');
  await dialog.getByRole('group', { name: 'Mine' }).getByLabel('Time').fill('17:30');
  await dialog.getByRole('button', { name: /^Add .*to calendar$/ }).click();

  const all = 1 + others.length;
  await expect(broken).toBeVisible();
  await expect.poll(() => emulator.events().length).toBe(1 + all);
  expect(emulator.events().filter(event => event.start_date_local.slice(0, 10) !== sunday)).toEqual([]);
  expect(emulator.events().find(({ name }) => name === 'Mine')).toMatchObject({
    start_date_local: `${sunday}T17:30:00`,
    moving_time: 1860,
  });
  await expect(dialog.getByRole('button', { name: 'Add to calendar' })).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(app.getByRole('button', { name: 'Add workouts…' })).toBeFocused();
  await app.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => emulator.events().map(({ id }) => id)).toEqual([standing.id]);

  await app.getByRole('button', { name: 'Add workouts…' }).click();
  await dialog.getByRole('button', { name: 'Write a workout' }).click();
  const written = dialog.getByRole('group', { name: 'Workout', exact: true });
  await written.getByLabel('Workout text').fill('Warmup\n- 10m Z2 Pace\n3x\n- 200m Z4 Pace\n- 90 secs Z1 Pace');
  await written.getByLabel('Sport').selectOption('Run');
  await written.getByRole('button', { name: 'Change to “200mtr”' }).click();
  await written.getByRole('button', { name: 'Change to “90s”' }).click();
  await written.getByRole('button', { name: 'Fix' }).click();
  await expect(written.getByText('Line')).toHaveCount(0);
  await expectSound(app);
  await written.getByLabel('Name').fill('Strides');
  await dialog.getByRole('button', { name: 'Add to calendar' }).click();
  await expect(app.getByText(/^“Strides” was added to the calendar/)).toBeVisible();
  await expect(dialog).toHaveCount(0);
  expect(emulator.events().find(({ name }) => name === 'Strides')?.workout_doc?.steps).toHaveLength(2);

  await app.getByRole('button', { name: 'Long ride', exact: true }).click();
  const details = app.getByRole('region', { name: 'Details of Long ride' });
  await details.getByRole('button', { name: 'Copy…' }).click();
  await expect(details.getByLabel('To')).toBeFocused();
  await details.getByRole('button', { name: 'Add another day' }).click();
  await expectSound(app);
  await details.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(app.getByText('“Long ride” was copied to 2 days.')).toBeVisible();
  await expect(details.getByRole('button', { name: 'Copy…' })).toBeFocused();
  await app.getByRole('button', { name: 'Undo' }).click();
  await expect(app.getByText(/^“Strides” was added to the calendar/)).toBeVisible();
  await details.getByRole('button', { name: 'Delete' }).click();
  await expect(app.getByText('“Long ride” was deleted.')).toBeVisible();
  await expect(details).toHaveCount(0);
  await expect(app.getByRole('main')).toBeFocused();
  await app.reload();
  await app.getByRole('button', { name: 'Undo' }).click();
  await expect(app.getByRole('button', { name: 'Long ride', exact: true })).toBeVisible();
  expect(
    emulator
      .events()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['Long ride', 'Strides']);

  // A planned workout that was added as a recording can be added to the calendar.
  await app.getByRole('link', { name: 'Outbox' }).click();
  await app
    .getByLabel('Choose files')
    .setInputFiles(onDisk([{ name: 'plan.fit', bytes: fitWorkoutFile('4 × 8 min') }]));
  await app.getByRole('link', { name: 'Add to calendar…' }).click();
  await dialog.getByRole('group', { name: '4 × 8 min' }).getByLabel('Indoors').check();
  await dialog.getByRole('button', { name: 'Add to calendar' }).click();
  await expect(app.getByText(/^“4 × 8 min” was added to the calendar/)).toBeVisible();
  expect(emulator.events().find(({ name }) => name === '4 × 8 min')).toMatchObject({
    indoor: true,
    moving_time: 2100,
  });
  expect(musette.console.join('\n')).not.toContain(emulator.athlete.key);
});

test('a workout of another length stays on the calendar until the athlete decides', async ({ app, emulator }) => {
  emulator.misreading = { moving_time: 900 };
  await app.getByRole('link', { name: 'Workouts' }).click();
  await app.getByRole('button', { name: 'Add workouts…' }).click();
  const dialog = app.getByRole('dialog', { name: 'Add workouts' });
  for (const name of ['Tempo', 'Hills']) {
    await dialog.getByRole('button', { name: 'Write a workout' }).click();
    const written = dialog.getByRole('group', { name: 'Workout', exact: true });
    await written.getByLabel('Workout text').fill('- Go 33^2nd wind <!> 28m 75%');
    await written.getByLabel('Name').fill(name);
  }
  await dialog.getByRole('button', { name: 'Add 2 to calendar' }).click();

  await expect(dialog).toHaveCount(0);
  const asked = app.getByText('Intervals.icu and Musette read different lengths in the text of 2 workouts.');
  await expect(asked).toBeVisible();
  await expectSound(app);
  await app.reload();
  await expect(app.getByText(/“Tempo”.*15 min on Intervals.icu, 28 min as Musette reads it/)).toBeVisible();
  await app.getByRole('button', { name: 'Keep Tempo' }).click();
  await app.getByRole('button', { name: 'Remove Hills from the calendar' }).click();
  await expect(app.getByText('as Musette reads it')).toHaveCount(0);
  expect(emulator.events().map(({ name }) => name)).toEqual(['Tempo']);
});
