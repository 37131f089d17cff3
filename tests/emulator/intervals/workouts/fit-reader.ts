import FitParser from 'fit-file-parser';
import { fitCrc } from '../../../fixtures/fit-writer.ts';
import { NotARecording } from '../../recordings/recording.ts';
import type { ReadWorkout } from './read-workout.ts';
import type { StepJson, ValueJson } from './step.ts';

/** Reads a FIT workout, which has watts above 1000, beats above 100 and speeds in mm/s. @throws {NotARecording} */
export function readFitWorkout(bytes: Uint8Array): ReadWorkout {
  if (fitCrc(bytes) !== 0) throw new NotARecording('The checksum of the FIT file is wrong');
  const { messages } = decode(bytes);
  const steps: StepJson[] = [];
  /** Which of the steps each row of the file begins. */
  const rows: number[] = [];
  for (const row of messages?.workout_step ?? []) {
    rows.push(steps.length);
    if (row.duration_type === 'repeat_until_steps_cmplt') {
      const first = rows[row.duration_value ?? 0] ?? 0;
      steps.push({ reps: row.target_value ?? 1, steps: steps.splice(first) });
    } else steps.push(stepOf(row));
  }
  const name = messages?.workout?.[0]?.wkt_name;
  return { steps, ...(name && { name }) };
}

function decode(bytes: Uint8Array): Fit {
  let decoded: Fit | undefined;
  new FitParser({ force: true, mode: 'list' }).parse(Buffer.from(bytes), (_, fit) => {
    decoded = fit;
  });
  if (!decoded) throw new NotARecording('The FIT file cannot be read');
  return decoded;
}

function stepOf(row: Row): StepJson {
  const { duration_type: type, duration_value: value = 0, wkt_step_name: text, intensity } = row;
  return {
    ...(text && { text }),
    ...(type === 'time' && { duration: Math.round(value / 1000) }),
    ...(type === 'distance' && { distance: value / 100 }),
    ...(type === 'open' && { until_lap_press: true }),
    ...(intensity === 'warmup' && { warmup: true }),
    ...(intensity === 'cooldown' && { cooldown: true }),
    ...targetOf(row),
  };
}

function targetOf(row: Row): Partial<StepJson> {
  const { target_type: type, target_value: zone = 0 } = row;
  const low = row.custom_target_value_low ?? 0;
  const high = row.custom_target_value_high ?? 0;
  if (type === 'power') return { power: zone > 0 ? inZone('power_zone', zone) : above(1000, low, high, 'w', '%ftp') };
  if (type === 'heart_rate') return { hr: zone > 0 ? inZone('hr_zone', zone) : above(100, low, high, 'bpm', '%hr') };
  if (type !== 'speed' || low === 0) return {};
  return { pace: { start: 1_000_000 / low, end: 1_000_000 / high, units: 'secs/km' } };
}

function inZone(units: string, value: number): ValueJson {
  return { value, units };
}

function above(offset: number, low: number, high: number, units: string, percent: string): ValueJson {
  return low >= offset ? range(low - offset, high - offset, units) : range(low, high, percent);
}

function range(start: number, end: number, units: string): ValueJson {
  return start === end ? { value: start, units } : { start, end, units };
}

type Fit = Awaited<ReturnType<FitParser['parseAsync']>>;
type Row = NonNullable<NonNullable<Fit['messages']>['workout_step']>[number];
