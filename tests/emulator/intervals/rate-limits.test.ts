import { afterEach, describe, expect, test } from 'vitest';
import { fitFile } from '../../fixtures/recordings.ts';
import { passTime } from '../clock.ts';
import { announcedLimits, badReplies, type Emulator, type IntervalsOptions, startEmulator } from '../emulator.ts';
import { plainClient } from '../plain-client.ts';

let emulator: Emulator;

afterEach(() => emulator.close());

async function ask(options: IntervalsOptions, times: number) {
  emulator = await startEmulator(options);
  const client = plainClient(emulator);
  return Promise.all(Array.from({ length: times }, () => client.get('/athlete/0/profile')));
}

test('no limit is enforced and no header sent unless a test asks for it', async () => {
  const answers = await ask({}, 30);
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(answers[0]?.headers.has('x-ratelimit-limit')).toBe(false);
});

test('the headers say what is left of the announced limits', async () => {
  const [answer] = await ask({ rateLimits: announcedLimits, rateLimitHeaders: true }, 1);
  expect(answer?.headers.get('x-ratelimit-limit')).toBe('2500,5000');
  expect(answer?.headers.get('x-ratelimit-remaining')).toBe('2499,4999');
});

test('too many requests in a second are refused for a second', async () => {
  const answers = await ask({ rateLimits: { perSecond: 2 } }, 3);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.headers.get('retry-after')).toBe('1');
  expect(refused?.json).toEqual({ status: 429, error: 'Too many requests' });
});

test('too many requests in 15 minutes are refused until the first is 15 minutes old', async () => {
  const answers = await ask({ rateLimits: { perQuarterHour: 1 } }, 2);
  const refused = answers.find(({ status }) => status === 429);
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(890);
  expect(Number(refused?.headers.get('retry-after'))).toBeLessThanOrEqual(900);
});

test('too many requests in a day are refused until midnight UTC', async () => {
  const answers = await ask({ rateLimits: { perDay: 1 } }, 2);
  const refused = answers.find(({ status }) => status === 429);
  const secondsLeft = 86_400 - (Math.floor(Date.now() / 1000) % 86_400);
  expect(Math.abs(Number(refused?.headers.get('retry-after')) - secondsLeft)).toBeLessThanOrEqual(2);
});

test('a test can change the limits while the emulator runs', async () => {
  await ask({}, 1);
  emulator.rateLimits = { perDay: 1 };
  expect((await plainClient(emulator).get('/athlete/0/profile')).status).toBe(429);
  emulator.rateLimits = {};
  expect((await plainClient(emulator).get('/athlete/0/profile')).status).toBe(200);
});

test('a request counts when it arrives, not when its body is there, and one too many is a violation', async () => {
  emulator = await startEmulator({ rateLimits: { perSecond: 2 } });
  const client = plainClient(emulator);
  const ride = fitFile({ startMs: Date.UTC(2026, 2, 1, 7), durationSecs: 600 });
  emulator.uplinkBytesPerSecond = ride.length * 0.8;
  const uploading = client.upload(ride);
  await emulator.until(() => emulator.requests.length === 1);
  passTime(1001);
  const answers = [await client.get('/athlete/0/profile'), await client.get('/athlete/0/profile'), await uploading];

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 201]);
  expect(emulator.violations).toEqual([]);
  await Promise.all(Array.from({ length: 3 }, () => client.get('/athlete/0/profile')));
  expect(emulator.violations.map(({ what }) => what)).toContain('too many in a second');
});

describe('a pause that was asked for', () => {
  const profile = 'https://intervals.icu/api/v1/athlete/0/profile';
  const askPause = async (seconds: number) => {
    emulator = await startEmulator();
    emulator.fail({ reply: badReplies.rateLimited(seconds) });
    await plainClient(emulator).get('/athlete/0/profile');
  };

  test('is a violation to break, and every request in it is refused with what is left of it', async () => {
    await askPause(60);
    passTime(600);
    const refused = await plainClient(emulator).get('/athlete/0/profile');

    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(emulator.violations).toEqual([{ what: 'during a pause', url: profile }]);
  });

  test('does not blame a request that was under way, nor another athlete', async () => {
    await askPause(60);
    expect((await plainClient(emulator).get('/athlete/0/profile')).status).toBe(200);
    passTime(600);
    const other = emulator.addAthlete({ id: 'i7' });
    expect((await plainClient(emulator, other).get('/athlete/0/profile')).status).toBe(200);
    expect(emulator.violations).toEqual([]);
  });

  test('ends', async () => {
    await askPause(1);
    passTime(1010);
    expect((await plainClient(emulator).get('/athlete/0/profile')).status).toBe(200);
    expect(emulator.violations).toEqual([]);
  });
});
