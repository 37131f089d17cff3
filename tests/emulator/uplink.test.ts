import { expect, test } from 'vitest';
import { fitFile } from '../fixtures/recordings.ts';
import { emulatorForTests } from './for-tests.ts';
import { plainClient } from './plain-client.ts';

const emulator = await emulatorForTests();

const ride = (n: number) => fitFile({ startMs: Date.UTC(2026, 2, 1 + n, 7), durationSecs: 600 });

test('uploads beside each other share the line, so together they take as long as one after the other', async () => {
  const files = [0, 1, 2].map(ride);
  const bytes = files.reduce((sum, { length }) => sum + length, 0);
  emulator.uplinkBytesPerSecond = bytes * 2;
  const start = performance.now();
  const answers = await Promise.all(files.map(file => plainClient(emulator).upload(file)));

  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(performance.now() - start).toBeGreaterThan(490);
});

test('a reset ends the limit of the line', async () => {
  emulator.uplinkBytesPerSecond = 1;
  emulator.reset();

  expect((await plainClient(emulator).upload(ride(0))).status).toBe(201);
});
