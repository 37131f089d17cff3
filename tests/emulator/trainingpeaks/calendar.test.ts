import { beforeEach, describe, expect, test } from 'vitest';
import { emulatorForTests } from '../for-tests.ts';
import type { Visitor } from '../visitor.ts';

const api = 'https://tpapi.trainingpeaks.com';

const emulator = await emulatorForTests();
let visitor: Visitor;
let athleteId: number;

beforeEach(() => {
  visitor = emulator.visitor();
  visitor.add(emulator.trainingPeaks.signIn().cookies);
  athleteId = emulator.trainingPeaks.athleteId;
});

describe('the workout list', () => {
  test('has the workouts in a range of local days, without file ids', async () => {
    for (const [id, day] of [
      [1, 1],
      [2, 2],
      [3, 3],
    ] as const) {
      emulator.trainingPeaks.workout({
        id,
        startMs: Date.UTC(2026, 2, day, 23),
        utcOffsetHours: 2,
        title: `Day ${day}`,
      });
    }
    const rows = await (await get(`/fitness/v6/athletes/${athleteId}/workouts/2026-03-03/2026-03-04`)).json();
    expect(rows).toEqual([
      expect.objectContaining({
        workoutId: 2,
        title: 'Day 2',
        startTime: '2026-03-03T01:00:00',
        totalTime: 1 / 6,
      }),
      expect.objectContaining({ workoutId: 3, workoutDay: '2026-03-04T00:00:00' }),
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/file/i);
  });

  test.each([
    ['2026-01-01/2026-04-01', 200],
    ['2026-01-01/2026-04-02', 400],
    ['2026-01-02/2026-01-01', 400],
    ['yesterday/today', 400],
  ])('for %s answers %i', async (range, status) => {
    expect((await get(`/fitness/v6/athletes/${athleteId}/workouts/${range}`)).status).toBe(status);
  });

  test('of another athlete is returned to their coach alone', async () => {
    emulator.trainingPeaks.addAthlete(777);
    emulator.trainingPeaks.workout({ athleteId: 777 });
    const path = '/fitness/v6/athletes/777/workouts/2026-02-01/2026-03-31';
    expect((await get(path)).status).toBe(403);
    emulator.trainingPeaks.account = 'coach';
    expect(await (await get(path)).json()).toHaveLength(1);
    const { user } = await (await get('/users/v3/user')).json();
    expect(user.athletes.map((athlete: { athleteId: number }) => athlete.athleteId)).toEqual([athleteId, 777]);
  });
});

describe('the app', () => {
  test('shows the workouts', async () => {
    const { id } = emulator.trainingPeaks.workout({ title: 'Sweet </script> spot' });
    const text = await (await visitor.background('https://app.trainingpeaks.com/')).text();
    expect(text).toContain(`"id":${id}`);
    expect(text).not.toContain('Sweet </script>');
  });

  test('sends a signed-out visitor to the sign-in, which leads back', async () => {
    const stranger = emulator.visitor();
    expect((await stranger.background('https://app.trainingpeaks.com/')).url).toBe(
      'https://home.trainingpeaks.com/login',
    );
    const page = await stranger.background('https://home.trainingpeaks.com/login', { method: 'POST' });
    expect(page.url).toBe('https://app.trainingpeaks.com/');
    expect(stranger.cookies).toEqual([
      expect.objectContaining({ name: 'Production_tpAuth', domain: '.trainingpeaks.com', sameSite: 'None' }),
    ]);
  });
});

async function get(path: string): Promise<Response> {
  const { token } = await (await visitor.background(`${api}/users/v3/token`)).json();
  return visitor.background(api + path, { headers: { Authorization: `Bearer ${token.access_token}` } });
}
