/**
 * Intervals.icu's broad families of sport. The file formats name sports in three vocabularies with several hundred
 * words; for telling two activities apart these few are enough, and `other` is compatible with everything.
 */
export type Sport = 'ride' | 'run' | 'swim' | 'walk' | 'row' | 'ski' | 'strength' | 'other';

/** The family of a sport by any format's word for it: "cycling/road", "Biking", "VirtualRide", "trail_running". */
export function parseSport(word: string): Sport {
  return SPORT_PATTERNS.find(([pattern]) => pattern.test(word))?.[1] ?? 'other';
}

/** The first that matches counts: the words of no family at all stand before the families whose words they contain. */
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
