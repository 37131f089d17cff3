import { describe, expect, test } from 'vitest';
import { fitCrc } from '../../../fixtures/fit-writer.ts';
import { now } from '../../clock.ts';
import type { EventJson } from '../../emulator.ts';
import { emulatorForTests } from '../../for-tests.ts';
import { plainClient } from '../../plain-client.ts';
import { localTime } from '../local-time.ts';

const emulator = await emulatorForTests();
const client = plainClient(emulator);

const year = '/athlete/0/events?oldest=2026-01-01&newest=2026-12-31';
const steps = [{ duration: 600, power: { value: 75, units: '%ftp' } }];

describe('the list of events', () => {
  const names = (rows: EventJson[]) => rows.map(({ name }) => name);

  test('covers local days, both ends included, oldest first', async () => {
    for (const day of ['2026-05-04', '2026-05-03', '2026-05-05', '2026-05-02T17:30:00']) {
      emulator.seed.event({ name: day, start_date_local: day });
    }
    const { json } = await client.get('/athlete/0/events?oldest=2026-05-02&newest=2026-05-04');
    expect(names(json)).toEqual(['2026-05-02T17:30:00', '2026-05-03', '2026-05-04']);
  });

  test('covers seven days from the athlete’s today where no range is given', async () => {
    emulator.athlete.timezone = 'Pacific/Kiritimati';
    const today = localTime(new Date(now()), 'Pacific/Kiritimati').slice(0, 10);
    const day = (later: number) => new Date(Date.parse(today) + later * 86_400_000).toISOString().slice(0, 10);
    for (const later of [-1, 0, 6, 7]) emulator.seed.event({ name: `${later}`, start_date_local: day(later) });
    expect(names((await client.get('/athlete/0/events')).json)).toEqual(['0', '6']);
  });

  test('includes an event that began before the range and is not over', async () => {
    const holiday = { category: 'HOLIDAY', type: null, name: 'Alps', start_date_local: '2026-07-01' };
    emulator.seed.event({ ...holiday, end_date_local: '2026-07-15' });
    const on = async (day: string) => names((await client.get(`/athlete/0/events?oldest=${day}&newest=${day}`)).json);
    expect(await on('2026-07-14')).toEqual(['Alps']);
    expect(await on('2026-07-15')).toEqual([]);
  });

  test('has only the categories that are asked for, and no more than the limit', async () => {
    emulator.seed.event({ name: 'Ride', start_date_local: '2026-05-02' });
    emulator.seed.event({ name: 'Rest', category: 'NOTE', start_date_local: '2026-05-03' });
    emulator.seed.event({ name: 'Run', type: 'Run', start_date_local: '2026-05-04' });
    expect(names((await client.get(`${year}&category=WORKOUT`)).json)).toEqual(['Ride', 'Run']);
    expect(names((await client.get(`${year}&category=WORKOUT,NOTE&limit=2`)).json)).toEqual(['Ride', 'Rest']);
  });

  test.each([
    ['category=workout', 422, 'No enum constant Event.Category.workout'],
    ['ext=pdf', 422, 'Invalid ext [pdf], must be one of zwo, mrc, erg or fit'],
    ['oldest=tomorrow', 422, "Text 'tomorrow' could not be parsed as a local date"],
    ['limit=ten', 500, expect.stringContaining('MethodArgumentTypeMismatchException')],
    ['resolve=perhaps', 500, expect.stringContaining('MethodArgumentTypeMismatchException')],
  ])('refuses the query "%s"', async (query, status, error) => {
    const answer = await client.get(`/athlete/0/events?${query}`);
    expect([answer.status, answer.json]).toEqual([status, { status, error }]);
  });

  test('has no events of other athletes', async () => {
    emulator.addAthlete({ id: 'i777' });
    emulator.seed.event({ athleteId: 'i777', start_date_local: '2026-05-02' });
    expect((await client.get(year)).json).toEqual([]);
    expect((await client.get('/athlete/i777/events')).status).toBe(403);
  });

  test('has targets as they were planned, and resolved ones on request', async () => {
    emulator.seed.event({ start_date_local: '2026-05-02', workout_doc: { steps } });
    expect((await client.get(year)).json[0].workout_doc.steps).toEqual(steps);
    const resolved = async (query: string) =>
      (await client.get(`${year}&resolve=true${query}`)).json[0].workout_doc.steps[0]._power;
    expect(await resolved('')).toEqual({ value: 196, start: 191, end: 201 });
    expect(await resolved('&powerRange=10')).toEqual({ value: 196, start: 176, end: 216 });
    for (const settings of emulator.athlete.sportSettings) settings.ftp = 300;
    expect(await resolved('&powerRange=0')).toEqual({ value: 225, start: 225, end: 225 });
  });

  test('returns seeded rows as they are, odd ones too', async () => {
    const rows = [
      { id: 7, athlete_id: 'i1', start_date_local: '2026-05-02T00:00:00', workout_doc: null },
      {
        id: 8,
        category: 'WORKOUT',
        start_date_local: '2026-05-03T00:00:00',
        workout_doc: { steps: [{ steps: [{}] }] },
      },
    ];
    emulator.seed.events(rows);
    expect((await client.get(`${year}&resolve=true`)).json).toEqual(rows);
  });
});

describe('the file of a workout', () => {
  const fileAs = async (ext: string) => {
    const { json } = await client.get(`${year}&ext=${ext}`);
    const { workout_filename: name, workout_file_base64: base64 } = json[0];
    return { name, bytes: Buffer.from(base64 ?? '', 'base64') };
  };
  const seed = () =>
    emulator.seed.event({
      name: 'Over & under',
      start_date_local: '2026-05-02',
      workout_doc: {
        steps: [
          { duration: 300, warmup: true, ramp: true, power: { start: 40, end: 70, units: '%ftp' } },
          {
            reps: 3,
            steps: [
              { duration: 60, power: { value: 95, units: '%ftp' } },
              { duration: 30, power: { value: 105, units: '%ftp' } },
            ],
          },
          {
            duration: 120,
            text: 'Up 30^10 Spin',
            cadence: { value: 95, units: 'rpm' },
            power: { value: 2, units: 'power_zone' },
          },
          { duration: 60, freeride: true, text: 'Easy' },
        ],
      },
    });

  test('is a zwo file where zwo is asked for', async () => {
    seed();
    const { name, bytes } = await fileAs('zwo');
    expect(name).toBe('Over_under.zwo');
    const text = bytes.toString();
    expect(text).toContain('<name>Over &amp; under</name>');
    expect(text).toContain('<Warmup show_avg="1" PowerLow="0.4" PowerHigh="0.7" Duration="300"/>');
    expect(text).toContain('<IntervalsT Repeat="3" OnDuration="60" OffDuration="30" OnPower="0.95" OffPower="1.05"/>');
    expect(text).toContain('<textevent message="Spin" duration="10" timeoffset="30"/>');
    expect(text).toContain('<FreeRide show_avg="1" FlatRoad="1" Duration="60"><textevent message="Easy"/></FreeRide>');
  });

  test('is an mrc file in percent or an erg file in watts', async () => {
    seed();
    expect((await fileAs('mrc')).bytes.toString()).toContain(
      '[COURSE DATA]\r\n0.00\t40.0\r\n5.00\t70.0\r\n5.00\t95.0\r\n',
    );
    const erg = (await fileAs('erg')).bytes.toString();
    expect(erg).toContain('FTP = 262');
    expect(erg).toContain('5.00\t249\r\n6.00\t249\r\n6.00\t275\r\n');
    expect(erg).toContain('[COURSE TEXT]\r\n570\tUp. Spin.\t10\r\n');
  });

  test('is a FIT file with a correct checksum', async () => {
    seed();
    const { name, bytes } = await fileAs('fit');
    expect(name).toBe('Over_under.fit');
    expect(bytes.subarray(8, 12).toString()).toBe('.FIT');
    expect(fitCrc(bytes)).toBe(0);
  });

  test('is left out for an event without steps', async () => {
    emulator.seed.event({ start_date_local: '2026-05-02' });
    emulator.seed.event({ start_date_local: '2026-05-03', category: 'NOTE' });
    const { json } = await client.get(`${year}&ext=zwo`);
    expect(json.map((row: object) => 'workout_filename' in row)).toEqual([false, false]);
  });

  test('has the content that a test gives it', async () => {
    const file = { name: '../../x.zwo', base64: 'no base64' };
    const { id } = emulator.seed.event({ start_date_local: '2026-05-02', file });
    const { json } = await client.get(`${year}&ext=fit`);
    expect(json[0]).toMatchObject({ workout_filename: file.name, workout_file_base64: file.base64 });
    emulator.removeEvent(id);
    expect(emulator.events()).toEqual([]);
  });
});
