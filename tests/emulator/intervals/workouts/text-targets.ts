import type { StepJson, ValueJson } from './step.ts';

/** How long a step is: `10m` is minutes, `400mtr` metres, `secs` and `metres` are not recognised. https://forum.intervals.icu/t/123701 */
export function lengthOf(text: string): Pick<StepJson, 'duration' | 'distance'> | undefined {
  for (const word of text.split(/\s+/)) {
    const distance = DISTANCE.exec(word);
    if (distance) return { distance: Number(distance[1]) * (METRES[distance[2] ?? ''] ?? 1) };
    const seconds = secondsOf(word);
    if (seconds !== undefined) return { duration: seconds };
  }
  return undefined;
}

/** The text without its first duration or distance, which contains no target. */
export function unitsGone(text: string): string {
  const words = text.split(/\s+/);
  const at = words.findIndex(word => DISTANCE.test(word) || secondsOf(word) !== undefined);
  return words.filter((_, index) => index !== at).join(' ');
}

/** All targets of a step. A pace without the word Pace is lost silently. */
export function targetsOf(text: string): Targets {
  const targets: Targets = {};
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(text);
    const found = match && read(match);
    if (found && !targets[found[0]]) targets[found[0]] = found[1];
  }
  return targets;
}

type Targets = { [Key in 'power' | 'hr' | 'pace' | 'cadence']?: ValueJson };

type Reader = readonly [RegExp, (match: RegExpExecArray) => readonly [keyof Targets, ValueJson] | undefined];

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;

const READERS: readonly Reader[] = [
  [new RegExp(`${NUMBER}(?:\\s*-\\s*${NUMBER})?\\s*rpm`, 'i'), ([, a, b]) => ['cadence', valueIn(a, b, 'rpm')]],
  [
    new RegExp(`${NUMBER}%?(?:-${NUMBER})?%(?:\\s*(LTHR|HR|Pace|MMP|FTP))?`, 'i'),
    ([, a, b, of = '']) => {
      const [kind, units] = PERCENT_OF[of.toUpperCase()] ?? ['power', '%ftp'];
      return [kind, valueIn(a, b, units)];
    },
  ],
  [new RegExp(`${NUMBER}(?:-${NUMBER})?w\\b`, 'i'), ([, a, b]) => ['power', valueIn(a, b, 'w')]],
  [new RegExp(`${NUMBER}(?:-${NUMBER})?bpm\\b`, 'i'), ([, a, b]) => ['hr', valueIn(a, b, 'bpm')]],
  [
    /\bZ(\d)(?:-Z?(\d))?(?:\s*(HR|Pace))?/i,
    ([, a, b, of = '']) => {
      const kind = of === '' ? 'power' : of.toUpperCase() === 'HR' ? 'hr' : 'pace';
      return [kind, valueIn(a, b, `${kind}_zone`)];
    },
  ],
  [
    /(\d+):(\d\d)(?:-(\d+):(\d\d))?\/(km|mi|\d+m|\d+y)\s+Pace/i,
    ([, minutes, seconds, minutes2, seconds2, per = '']) => {
      const first = String(Number(minutes) * 60 + Number(seconds));
      const second = minutes2 && String(Number(minutes2) * 60 + Number(seconds2));
      return ['pace', valueIn(first, second, `secs/${per.toLowerCase()}`)];
    },
  ],
];

const PERCENT_OF: Readonly<Record<string, readonly [keyof Targets, string]>> = {
  LTHR: ['hr', '%lthr'],
  HR: ['hr', '%hr'],
  PACE: ['pace', '%pace'],
  MMP: ['power', '%mmp'],
};

function valueIn(first: string | undefined, second: string | undefined, units: string): ValueJson {
  return second ? { start: Number(first), end: Number(second), units } : { value: Number(first), units };
}

/** `30s 10m 1h 1m30 1m30s 1h30m 5'30" 1:30:00` */
function secondsOf(word: string): number | undefined {
  const clock = /^(\d+):(\d\d):(\d\d)$/.exec(word);
  const spelt = clock ?? /^(?=\d)(?:(\d+)h)?(?:(\d+)[m'])?(?:(\d+)[s"]?)?$/.exec(word);
  if (!spelt || /^\d+$/.test(word)) return undefined;
  const [, hours = 0, minutes = 0, seconds = 0] = spelt;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

const DISTANCE = /^(\d+(?:\.\d+)?)(mtr|km|mi|yrd)$/;

const METRES: Readonly<Record<string, number>> = { mtr: 1, km: 1000, mi: 1609.34, yrd: 0.9144 };
