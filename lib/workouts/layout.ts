import type { Step, WorkoutDoc } from '../intervals/workout-doc.ts';
import { type Ruler, rulerFor } from './lengths.ts';

/** A step where it stands in the course of a workout. */
export interface Place {
  step: Step;
  /** From where to where, in the layout's own lengths. */
  from: number;
  to: number;
  /** The repeats that it is in, the outermost first, each with its round where every round is drawn. */
  rounds: { round?: number; of: number }[];
}

/** The steps of a workout one after the other, repeats unrolled. */
export interface Layout extends Pick<Ruler, 'along' | 'guessed'> {
  length: number;
  places: Place[];
}

/** More than a picture can show: a repeat of more rounds is drawn with fewer, wider ones. */
const MOST_PLACES = 1000;
const MOST_ROUNDS = 1e6;

/** Puts the steps of a workout in a row, as long as they take. */
export function layOut(doc: WorkoutDoc): Layout {
  const leaves = leavesOf(doc.steps);
  const { lengthOf, ...ruler } = rulerFor(leaves, doc);
  const counts = new Map<Step, number>();
  const places: Place[] = [];
  let at = 0;

  /** `stretch` makes up for the rounds that are not drawn; `room` is how many places there may be. */
  const lay = (steps: Step[], stretch: number, room: number, rounds: Place['rounds']) => {
    const all = countAll(steps, counts);
    for (const step of steps) {
      const inner = step.steps ?? [];
      if (inner.length === 0) {
        const from = at;
        at += lengthOf(step) * stretch;
        places.push({ step, from, to: at, rounds });
        continue;
      }
      const of = roundsOf(step);
      const share = (room * count(step, counts)) / all;
      const drawn = Math.max(1, Math.min(of, Math.floor(share / countAll(inner, counts))));
      for (let n = 1; n <= drawn; n += 1) {
        const round = { ...(drawn === of && { round: n }), of };
        lay(inner, (stretch * of) / drawn, share / drawn, of > 1 ? [...rounds, round] : rounds);
      }
    }
  };
  lay(doc.steps, 1, Math.max(MOST_PLACES, leaves.length), []);
  return { ...ruler, length: at, places };
}

/** How often the steps of a repeat are done; 1 for whatever is no repeat. */
export const roundsOf = ({ reps }: Step): number =>
  Math.max(1, Math.min(MOST_ROUNDS, Math.trunc(reps ?? 1) || 1));

const leavesOf = (steps: Step[]): Step[] =>
  steps.flatMap(step => (step.steps?.length ? leavesOf(step.steps) : [step]));

/** How many places steps take when every repeat is unrolled. */
function count(step: Step, known: Map<Step, number>): number {
  const counted = known.get(step) ?? (step.steps?.length ? roundsOf(step) * countAll(step.steps, known) : 1);
  known.set(step, counted);
  return counted;
}

const countAll = (steps: Step[], known: Map<Step, number>): number =>
  steps.reduce((sum, step) => sum + count(step, known), 0);
