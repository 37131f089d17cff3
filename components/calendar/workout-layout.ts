import { estimateSeconds } from '../../lib/formats/workouts/step-lengths.ts';
import { toUsableNumber } from '../../lib/formats/workouts/step-target.ts';
import { getRounds, type WorkoutDoc, type WorkoutStep } from '../../lib/formats/workouts/workout-doc.ts';

/** A step where it stands in the course of a workout. */
export interface PlacedStep {
  step: WorkoutStep;
  /** From where to where, in the layout's own lengths. */
  from: number;
  to: number;
  /** The repeats that it is in, the outermost first, each with its round where every round is drawn. */
  repeats: { round?: number; total: number }[];
}

/** How long the steps of a workout are, all by the same measure. */
interface StepLengths {
  /** What the lengths are: seconds, metres, or nothing but an order. */
  lengthUnit: 'time' | 'distance' | 'order';
  getLength: (step: WorkoutStep) => number;
  /** Some step does not say how long it is; it counts as long as the others are on average. */
  isEstimated: boolean;
}

/** The steps of a workout one after the other, repeats unrolled. */
export interface WorkoutLayout extends Pick<StepLengths, 'lengthUnit' | 'isEstimated'> {
  length: number;
  placedSteps: PlacedStep[];
}

/** More than a picture can show: a repeat of more rounds is drawn with fewer, wider ones. */
const MAX_PLACED_STEPS = 1000;

/** Puts the steps of a workout in a row, as long as they take. */
export function layOutSteps(doc: WorkoutDoc): WorkoutLayout {
  const leafSteps = listLeafSteps(doc.steps);
  const { getLength, ...lengths } = measureSteps(leafSteps, doc);
  const counts = new Map<WorkoutStep, number>();
  const placedSteps: PlacedStep[] = [];
  let position = 0;

  /** `stretch` makes up for the rounds that are not drawn; `room` is how many places there may be. */
  const placeSteps = (
    steps: WorkoutStep[],
    scale: number,
    maxPlaces: number,
    repeats: PlacedStep['repeats'],
  ) => {
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

/** How many places steps take when every repeat is unrolled. */
function countPlaces(step: WorkoutStep, cache: Map<WorkoutStep, number>): number {
  const places =
    cache.get(step) ?? (step.steps?.length ? getRounds(step) * countAllPlaces(step.steps, cache) : 1);
  cache.set(step, places);
  return places;
}

const countAllPlaces = (steps: WorkoutStep[], cache: Map<WorkoutStep, number>): number =>
  steps.reduce((sum, step) => sum + countPlaces(step, cache), 0);

/** Measures by time where any step tells its own, else by distance, else every step is one long. */
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
