import { type FitField, FitWriter, fitTime } from '../../../fixtures/fit-writer.ts';
import { now } from '../../clock.ts';
import { endsOf, type RangeJson, type StepJson } from './step.ts';
import { plainText } from './text-events.ts';
import type { WorkoutToWrite } from './workout-file.ts';

/** A FIT workout file: its targets are ranges of watts, bpm or m/s; repeats point back to their first step. */
export function fitWorkout({ name, steps, athletics }: WorkoutToWrite): Uint8Array {
  const rows: FitField[][] = [];
  for (const step of steps) addStep(step, rows);
  const writer = new FitWriter()
    .message(0, 0, [
      [0, 'enum', FILE_TYPE_WORKOUT],
      [1, 'uint16', 255],
      [2, 'uint16', 0],
      [4, 'uint32', fitTime(now())],
    ])
    .message(1, 26, [
      [4, 'enum', sportOf(athletics.type)],
      [6, 'uint16', rows.length],
      [8, 'string', name],
    ]);
  for (const [index, row] of rows.entries()) writer.message(2, 27, [[254, 'uint16', index], ...row]);
  return writer.finish();
}

function addStep(step: StepJson, rows: FitField[][]): void {
  if (!step.steps) {
    rows.push(fieldsOf(step));
    return;
  }
  const first = rows.length;
  for (const inner of step.steps) addStep(inner, rows);
  rows.push([
    [1, 'enum', DURATION.repeat],
    [2, 'uint32', first],
    [4, 'uint32', step.reps ?? 1],
  ]);
}

function fieldsOf(step: StepJson): FitField[] {
  const [targetType, { start, end }] = targetOf(step);
  return [
    ...(step.text ? [[0, 'string', plainText(step.text)] as const] : []),
    ...durationOf(step),
    [3, 'enum', targetType],
    [4, 'uint32', 0],
    [5, 'uint32', Math.max(0, Math.round(Math.min(start, end)))],
    [6, 'uint32', Math.max(0, Math.round(Math.max(start, end)))],
    [7, 'enum', intensityOf(step)],
  ];
}

function durationOf({ duration, distance, until_lap_press, pace }: StepJson): FitField[] {
  if (until_lap_press || (duration === undefined && distance === undefined)) {
    return [
      [1, 'enum', DURATION.open],
      [2, 'uint32', 0],
    ];
  }
  return distance !== undefined && (pace || duration === undefined)
    ? [
        [1, 'enum', DURATION.distance],
        [2, 'uint32', Math.round(distance * 100)],
      ]
    : [
        [1, 'enum', DURATION.time],
        [2, 'uint32', (duration ?? 0) * 1000],
      ];
}

/** Custom ranges are written above the numbers of zones: watts + 1000, bpm + 100; speed in mm/s. */
function targetOf({ _power, _hr, _pace, freeride }: StepJson): [type: number, range: { start: number; end: number }] {
  if (_power && !freeride) return [TARGET.power, shifted(_power, watts => watts + 1000)];
  if (_hr) return [TARGET.heartRate, shifted(_hr, bpm => bpm + 100)];
  if (_pace) return [TARGET.speed, shifted(_pace, speed => speed * 1000)];
  return [TARGET.open, { start: 0, end: 0 }];
}

function shifted(range: RangeJson, shift: (value: number) => number): { start: number; end: number } {
  const { start, end } = endsOf(range);
  return { start: shift(start), end: shift(end) };
}

function intensityOf({ intensity, warmup, cooldown }: StepJson): number {
  if (warmup) return 2;
  if (cooldown) return 3;
  return Math.max(0, ['active', 'rest', 'warmup', 'cooldown', 'recovery', 'interval'].indexOf(intensity ?? 'active'));
}

function sportOf(type: string | null): number {
  if (/Ride|Cyclocross/.test(type ?? '')) return 2;
  if (/Run/.test(type ?? '')) return 1;
  return /Swim/.test(type ?? '') ? 5 : 0;
}

const FILE_TYPE_WORKOUT = 5;
const DURATION = { time: 0, distance: 1, open: 5, repeat: 6 } as const;
const TARGET = { speed: 0, heartRate: 1, open: 2, power: 4 } as const;
