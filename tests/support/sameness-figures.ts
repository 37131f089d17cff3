import { compareSameness, type SamenessVerdict } from '../../lib/features/uploads/sameness.ts';
import type { LabelledPair } from './labelled-pairs.ts';

/** How the product judges labelled pairs. */
export interface SamenessFigures {
  twins: number;
  nearMisses: number;
  /** Near misses that are taken for the same: a recording would be lost. */
  wrongSame: LabelledPair[];
  /** Twins that are taken for different: an activity would be doubled. */
  missedTwins: LabelledPair[];
  /** Near misses that are at least asked about. */
  questions: LabelledPair[];
}

export function judgePairs(pairs: LabelledPair[]): SamenessFigures {
  const judged = pairs.map(pair => ({ pair, verdict: compareSameness(pair.recorded, pair.existing).verdict }));
  const select = (isTwin: boolean, ...verdicts: SamenessVerdict[]) =>
    judged.filter(({ pair, verdict }) => pair.isTwin === isTwin && verdicts.includes(verdict)).map(({ pair }) => pair);
  return {
    twins: pairs.filter(({ isTwin }) => isTwin).length,
    nearMisses: pairs.filter(({ isTwin }) => !isTwin).length,
    wrongSame: select(false, 'same'),
    missedTwins: select(true, 'different'),
    questions: select(false, 'same', 'probably-same'),
  };
}
