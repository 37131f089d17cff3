import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { type Grants, launch, type Musette } from '../support/browsers/chromium.ts';
import { connect } from '../support/e2e/connect.ts';

export interface Running {
  musette: Musette;
  emulator: Emulator;
}

export async function withMusette<Result>(
  work: (running: Running) => Promise<Result>,
  grants: Grants = {},
): Promise<Result> {
  const emulator = await startEmulator();
  const musette = await launch({ emulator, grants });
  try {
    await connect(musette, emulator.athlete.key);
    return await work({ musette, emulator });
  } finally {
    await musette.close();
    await emulator.close();
  }
}

export const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
