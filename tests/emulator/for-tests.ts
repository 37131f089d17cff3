import { afterAll, beforeEach } from 'vitest';
import { type Emulator, type IntervalsOptions, startEmulator } from './emulator.ts';

/** An emulator for the tests of one file, reset before each of them. */
export async function emulatorForTests(options: IntervalsOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  beforeEach(() => emulator.reset());
  afterAll(() => emulator.close());
  return emulator;
}
