import { measureSteps, type StepLengths } from '../../lib/formats/workouts/step-lengths.ts';
import { getRounds, type WorkoutDoc, type WorkoutStep } from '../../lib/formats/workouts/workout-doc.ts';

/** A step with its position in a workout. */
export interface PlacedStep {
  step: WorkoutStep;
  /** Start and end, in the layout's unit of length. */
  from: number;
  to: number;
  /** The repeats around it, the outermost first, each with its round if every round is drawn. */
  repeats: { round?: number; of: number }[];
}

/** The steps of a workout in order, with repeats unrolled. */
export interface WorkoutLayout extends Pick<StepLengths, 'lengthUnit' | 'isEstimated'> {
  length: number;
  placedSteps: PlacedStep[];
}

/** A picture cannot show more: a repeat with too many rounds is drawn with fewer, wider ones. */
const MAX_PLACED_STEPS = 1000;

/** Lays out the steps of a workout in a row, by their lengths. */
export function layOutSteps(doc: WorkoutDoc): WorkoutLayout {
  const leafSteps = listLeafSteps(doc.steps);
  const { getLength, ...ruler } = measureSteps(leafSteps, doc);
  const counts = new Map<WorkoutStep, number>();
  const placedSteps: PlacedStep[] = [];
  let position = 0;

  /** `scale` makes up for rounds that are not drawn. */
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
      const of = getRounds(step);
      const share = (maxPlaces * countPlaces(step, counts)) / all;
      const drawn = Math.max(1, Math.min(of, Math.floor(share / countAllPlaces(inner, counts))));
      for (let n = 1; n <= drawn; n += 1) {
        const round = { ...(drawn === of && { round: n }), of };
        placeSteps(inner, (scale * of) / drawn, share / drawn, of > 1 ? [...repeats, round] : repeats);
      }
    }
  };
  placeSteps(doc.steps, 1, Math.max(MAX_PLACED_STEPS, leafSteps.length), []);
  return { ...ruler, length: position, placedSteps };
}

const listLeafSteps = (steps: WorkoutStep[]): WorkoutStep[] =>
  steps.flatMap(step => (step.steps?.length ? listLeafSteps(step.steps) : [step]));

/** How many places a step takes with all repeats unrolled. */
function countPlaces(step: WorkoutStep, cache: Map<WorkoutStep, number>): number {
  const places =
    cache.get(step) ?? (step.steps?.length ? getRounds(step) * countAllPlaces(step.steps, cache) : 1);
  cache.set(step, places);
  return places;
}

const countAllPlaces = (steps: WorkoutStep[], cache: Map<WorkoutStep, number>): number =>
  steps.reduce((sum, step) => sum + countPlaces(step, cache), 0);
