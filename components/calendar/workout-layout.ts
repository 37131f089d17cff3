import { estimateSeconds } from '../../lib/formats/workouts/step-lengths.ts';
import { toUsableNumber } from '../../lib/formats/workouts/step-target.ts';
import { getRounds, type WorkoutDoc, type WorkoutStep } from '../../lib/formats/workouts/workout-doc.ts';

/** A step with its position in the workout. */
export interface PlacedStep {
  step: WorkoutStep;
  /** Start and end, in the unit of the layout. */
  from: number;
  to: number;
  /** The repeats around it, the outermost first; `round` only where every round is drawn. */
  repeats: { round?: number; total: number }[];
}

/** The lengths of all steps of a workout, in one unit. */
interface StepLengths {
  /** Seconds, metres, or 1 for each step. */
  lengthUnit: 'time' | 'distance' | 'order';
  getLength: (step: WorkoutStep) => number;
  /** Some step has no length; it is drawn as long as the others are on average. */
  isEstimated: boolean;
}

/** The steps of a workout in a row, repeats unrolled. */
export interface WorkoutLayout extends Pick<StepLengths, 'lengthUnit' | 'isEstimated'> {
  length: number;
  placedSteps: PlacedStep[];
}

/** More steps than a picture can show: beyond that, a repeat is drawn with fewer, longer rounds. */
const MAX_PLACED_STEPS = 1000;

/** Places the steps of a workout in a row by their lengths. */
export function layOutSteps(doc: WorkoutDoc): WorkoutLayout {
  const leafSteps = listLeafSteps(doc.steps);
  const { getLength, ...lengths } = measureSteps(leafSteps, doc);
  const counts = new Map<WorkoutStep, number>();
  const placedSteps: PlacedStep[] = [];
  let position = 0;

  /** `scale` makes up for rounds that are not drawn; `maxPlaces` limits the steps to place. */
  const placeSteps = (steps: WorkoutStep[], scale: number, maxPlaces: number, repeats: PlacedStep['repeats']) => {
    const all = countAllPlaces(steps, counts);
    for (const step of steps) {
      const inner = step.steps ?? [];
      if (inner.length === 0) {
        const from = position;
        position += getLength(step) * scale;
        placedSteps.push({ step, from, to: position, repeats });
        continue;
      }
      const total = getRounds(step);
      const share = (maxPlaces * countPlaces(step, counts)) / all;
      const drawn = Math.max(1, Math.min(total, Math.floor(share / countAllPlaces(inner, counts))));
      for (let n = 1; n <= drawn; n += 1) {
        const round = { ...(drawn === total && { round: n }), total };
        placeSteps(inner, (scale * total) / drawn, share / drawn, total > 1 ? [...repeats, round] : repeats);
      }
    }
  };
  placeSteps(doc.steps, 1, Math.max(MAX_PLACED_STEPS, leafSteps.length), []);
  return { ...lengths, length: position, placedSteps };
}

const listLeafSteps = (steps: WorkoutStep[]): WorkoutStep[] =>
  steps.flatMap(step => (step.steps?.length ? listLeafSteps(step.steps) : [step]));

/** Number of steps when every repeat is unrolled. */
function countPlaces(step: WorkoutStep, cache: Map<WorkoutStep, number>): number {
  const places = cache.get(step) ?? (step.steps?.length ? getRounds(step) * countAllPlaces(step.steps, cache) : 1);
  cache.set(step, places);
  return places;
}

const countAllPlaces = (steps: WorkoutStep[], cache: Map<WorkoutStep, number>): number =>
  steps.reduce((sum, step) => sum + countPlaces(step, cache), 0);

/** By time where any step has one, else by distance, else each step has the length 1. */
function measureSteps(steps: WorkoutStep[], doc: WorkoutDoc): StepLengths {
  const inTime = mapLengths(steps, step => estimateSeconds(step, doc));
  const lengths = inTime.size > 0 ? inTime : mapLengths(steps, ({ distanceM }) => toUsableNumber(distanceM));
  const mean = [...lengths.values()].reduce((sum, length) => sum + length / lengths.size, 0) || 1;
  return {
    lengthUnit: inTime.size > 0 ? 'time' : lengths.size > 0 ? 'distance' : 'order',
    getLength: step => lengths.get(step) ?? mean,
    isEstimated: steps.some(step => !lengths.has(step)),
  };
}

function mapLengths(
  steps: WorkoutStep[],
  getLength: (step: WorkoutStep) => number | undefined,
): Map<WorkoutStep, number> {
  const lengths = new Map<WorkoutStep, number>();
  for (const step of steps) {
    const length = getLength(step);
    if (length) lengths.set(step, length);
  }
  return lengths;
}
