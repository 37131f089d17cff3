import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWorkout } from '../../../../lib/formats/workouts/parse-workout.ts';
import { Problem } from '../../../../lib/platform/problem.ts';
import { fitWorkoutFile } from '../../../fixtures/recordings.ts';

const encoder = new TextEncoder();

/** One of each kind, so that every reader gets damaged files. */
const WHOLE = [
  fitWorkoutFile('4 × 8 min'),
  encoder.encode(
    '<workout_file><name>a</name><workout><Warmup Duration="60" PowerLow="0.5" PowerHigh="0.7"><textevent timeoffset="5" message="Go"/></Warmup><IntervalsT Repeat="3" OnDuration="30" OffDuration="60" OnPower="1" OffPower="0.5"/></workout></workout_file>',
  ),
  encoder.encode(
    '[COURSE HEADER]\r\nMINUTES PERCENT\r\n[END COURSE HEADER]\r\n[COURSE DATA]\r\n0 40\r\n10 75\r\n[END COURSE DATA]',
  ),
  encoder.encode('5\t40\n20\t90\n'),
];

const damaged = fc
  .record({
    whole: fc.constantFrom(...WHOLE),
    end: fc.nat(600),
    changes: fc.array(fc.record({ at: fc.nat(600), to: fc.nat(255) }), { maxLength: 4 }),
  })
  .map(({ whole, end, changes }) => {
    const bytes = whole.slice(0, end);
    for (const { at, to } of changes) if (at < bytes.length) bytes[at] = to;
    return bytes;
  });

const anything = fc.uint8Array({ maxLength: 600, size: 'max' });

test('parseWorkout returns a workout with steps or throws a Problem, whatever the bytes are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(damaged, anything), async bytes => {
      const outcome = await parseWorkout(new File([bytes as Uint8Array<ArrayBuffer>], 'a.zwo')).catch(thrown => thrown);
      if (outcome instanceof Problem) {
        expect(outcome.kind).not.toBe('unexpected');
      } else {
        expect(outcome.doc.steps.length).toBeGreaterThan(0);
        expect(outcome.doc.durationSecs ?? 0).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 1000 },
  );
});
