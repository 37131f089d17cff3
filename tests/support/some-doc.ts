import fc from 'fast-check';
import type { PlannedTarget, TargetValue, WorkoutDoc, WorkoutStep } from '../../lib/formats/workouts/workout-doc.ts';

/** Invalid numbers: far too large, negative, none. */
const anyNumber = fc.oneof(fc.integer({ min: 0, max: 3600 }), fc.double(), fc.constant(0), fc.constant(1e9));
const anyUnits = fc.constantFrom(
  ...['%ftp', '%mmp', '%hr', '%lthr', '%pace', 'power_zone', 'hr_zone', 'pace_zone', 'w', 'bpm', 'rpm'],
  ...['MINS_KM', 'secs/mi', 'SECS_100M', 'secs/parsec', '', 'RPE', '__proto__', 'constructor'],
);
const anyRange: fc.Arbitrary<TargetValue> = fc.record(
  { value: anyNumber, start: anyNumber, end: anyNumber },
  { requiredKeys: [] },
);
const anyGoal: fc.Arbitrary<PlannedTarget> = fc.record(
  { value: anyNumber, start: anyNumber, end: anyNumber, units: anyUnits },
  { requiredKeys: [] },
);

const parts = {
  text: fc.string(),
  durationSecs: anyNumber,
  distanceM: anyNumber,
  resolvedDistanceM: anyNumber,
  untilLapPress: fc.boolean(),
  reps: anyNumber,
  intensity: fc.constantFrom('rest', 'active', 'nap'),
  ramp: fc.boolean(),
  freeride: fc.boolean(),
  maxeffort: fc.boolean(),
  power: anyGoal,
  hr: anyGoal,
  pace: anyGoal,
  cadence: anyGoal,
  watts: anyRange,
  bpm: anyRange,
  speed: anyRange,
};

const { steps: anySteps } = fc.letrec<{ steps: WorkoutStep[] }>(tie => ({
  steps: fc.array(fc.record({ ...parts, steps: tie('steps') }, { requiredKeys: [] }), {
    maxLength: 6,
    depthIdentifier: 'nesting',
  }),
}));

/** Any document that a server could send, however unlikely. */
export const anyDoc: fc.Arbitrary<WorkoutDoc> = fc.record(
  {
    steps: anySteps,
    ftp: anyNumber,
    lthr: anyNumber,
    thresholdSpeed: anyNumber,
    paceUnits: anyUnits,
    target: fc.constantFrom('AUTO', 'POWER', 'HR', 'PACE'),
    powerZones: fc.array(fc.record({ name: fc.string(), topPercent: anyNumber }), { maxLength: 9 }),
  },
  { requiredKeys: ['steps'] },
);

/** Documents that once broke a picture: cases for every property of `anyDoc`. */
export const foundDocs: [WorkoutDoc][] = [
  [
    {
      steps: [{ power: { start: 2, units: 'power_zone' } }, { speed: { end: 1e9 } }],
      powerZones: [{ name: '', topPercent: -1.5e308 }],
    },
  ],
  [{ steps: [{ text: 'NaN' }] }],
];
