import { afterEach, expect, test } from 'vitest';
import { announcedLimits, type Emulator, type IntervalsOptions, startEmulator } from '../emulator.ts';
import { plainClient } from '../plain-client.ts';

let emulator: Emulator;

afterEach(() => emulator.close());

async function ask(options: IntervalsOptions, times: number) {
  emulator = await startEmulator(options);
  const client = plainClient(emulator);
  return Promise.all(Array.from({ length: times }, () => client.get('/athlete/0/profile')));
}

test('there are no limits and no headers unless a test wants them', async () => {
  const answers = await ask({}, 30);
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(answers[0]?.headers.has('x-ratelimit-limit')).toBe(false);
});

test('the headers tell what is left of the announced limits', async () => {
  const [answer] = await ask({ rateLimits: announcedLimits, rateLimitHeaders: true }, 1);
  expect(answer?.headers.get('x-ratelimit-limit')).toBe('2500,5000');
  expect(answer?.headers.get('x-ratelimit-remaining')).toBe('2499,4999');
});

test('too many in a second are sent away for a second', async () => {
  const answers = await ask({ rateLimits: { perSecond: 2 } }, 3);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.headers.get('retry-after')).toBe('1');
  expect(refused?.json).toEqual({ status: 429, error: 'Too many requests' });
});

test('too many in a quarter of an hour are sent away until the first is that old', async () => {
  const answers = await ask({ rateLimits: { perQuarterHour: 1 } }, 2);
  const refused = answers.find(({ status }) => status === 429);
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(890);
  expect(Number(refused?.headers.get('retry-after'))).toBeLessThanOrEqual(900);
});

test('too many in a day are sent away until midnight UTC', async () => {
  const answers = await ask({ rateLimits: { perDay: 1 } }, 2);
  const refused = answers.find(({ status }) => status === 429);
  const secondsLeft = 86_400 - (Math.floor(Date.now() / 1000) % 86_400);
  expect(Math.abs(Number(refused?.headers.get('retry-after')) - secondsLeft)).toBeLessThanOrEqual(2);
});

test('the limits can change while it runs', async () => {
  await ask({}, 1);
  emulator.rateLimits = { perDay: 1 };
  expect((await plainClient(emulator).get('/athlete/0/profile')).status).toBe(429);
  emulator.rateLimits = {};
  expect((await plainClient(emulator).get('/athlete/0/profile')).status).toBe(200);
});
