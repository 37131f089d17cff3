import { compareSameness } from '../../lib/features/uploads/sameness.ts';
import type { ActivityClaims } from '../../lib/features/uploads/sameness-evidence.ts';
import { extraFolder } from '../extra/extra-files.ts';
import { readExtraSessions } from '../extra/extra-sessions.ts';
import { type LabelledPair, makeLabelledPairs, makeSeason } from '../support/labelled-pairs.ts';
import { judgePairs } from '../support/sameness-figures.ts';

/**
 * How well activities are recognised, over labelled pairs of generated sessions and of the extra files, beside two other rules:
 * the start alone, as tapiriik compares (within three minutes), and start and measures alone.
 */
export async function benchSameness() {
  const rows: Record<string, object> = { 'generated sessions': measurePairs(makeLabelledPairs(makeSeason(200))) };
  if (extraFolder) rows['extra files'] = measurePairs(makeLabelledPairs(await readExtraSessions()));
  return rows;
}

function measurePairs(pairs: LabelledPair[]) {
  const { twins, nearMisses, wrongSame, missedTwins, questions } = judgePairs(pairs);
  const startedAt = performance.now();
  for (const { recorded, existing } of pairs) compareSameness(recorded, existing);
  const microseconds = (1000 * (performance.now() - startedAt)) / pairs.length;
  return {
    twins,
    'near misses': nearMisses,
    'wrong “same”': wrongSame.length,
    'twins recognised %': toPercent(twins - missedTwins.length, twins),
    'near misses asked about %': toPercent(questions.length, nearMisses),
    'start ± 3 min: twins %, near misses %': measureRule(pairs, isStartNear),
    'start and measures: twins %, near misses %': measureRule(pairs, isStartAndLengthNear),
    'µs a pair': toPercent(microseconds, 100),
  };
}

function measureRule(pairs: LabelledPair[], rule: (a: ActivityClaims, b: ActivityClaims) => boolean): string {
  const shares = [true, false].map(isTwin => {
    const some = pairs.filter(pair => pair.isTwin === isTwin);
    return toPercent(some.filter(({ recorded, existing }) => rule(recorded, existing)).length, some.length);
  });
  return shares.join(', ');
}

const isStartNear = ({ startMs: a = 0 }: ActivityClaims, { startMs: b = 0 }: ActivityClaims): boolean =>
  Math.abs(a - b) <= 180_000;

const isStartAndLengthNear = (a: ActivityClaims, b: ActivityClaims): boolean =>
  Math.abs((a.startMs ?? 0) - (b.startMs ?? 0)) <= 2000 &&
  a.sport === b.sport &&
  Math.abs((a.durationSecs ?? 0) - (b.durationSecs ?? 0)) <= Math.max(5, 0.01 * (a.durationSecs ?? 0));

const toPercent = (part: number, whole: number): number => Math.round((10_000 * part) / whole) / 100;
