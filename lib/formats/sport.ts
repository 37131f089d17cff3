/**
 * Families of sports. The file formats have several hundred words for sports in three vocabularies; to tell two
 * activities apart these few are enough, and `other` is compatible with all of them.
 */
export type Sport = 'ride' | 'run' | 'swim' | 'walk' | 'row' | 'ski' | 'strength' | 'other';

/** The family of a sport by any format's word for it: "cycling/road", "Biking", "VirtualRide", "trail_running". */
export function parseSport(word: string): Sport {
  return SPORT_PATTERNS.find(([pattern]) => pattern.test(word))?.[1] ?? 'other';
}

/** The first match counts: words of no family come before the families whose words they contain. */
const SPORT_PATTERNS: readonly (readonly [RegExp, Sport])[] = [
  [/transition|multi.?sport|triathlon|duathlon|brick|swim.?run|motor|horse|water.?ski|wheelchair/i, 'other'],
  [/cycl|bik|\bride|[a-z]ride|mtb|bmx|^1$/i, 'ride'],
  [/swim|open.?water/i, 'swim'],
  [/run|jog|treadmill|^9$/i, 'run'],
  [/walk|hik/i, 'walk'],
  [/rowing|\brow\b/i, 'row'],
  [/ski(?!p)|snowboard/i, 'ski'],
  [/strength|weight.?(train|lift)/i, 'strength'],
];
