import type { StepJson, ValueJson } from './step.ts';

/**
 * One step without its dash, word by word; undefined if it has neither duration nor distance. Words before the first number or zone
 * are the cue (https://forum.intervals.icu/t/1163), which includes prompts at moments ("60^30 Second"). Everything before "<!>" is
 * prompts, whatever it looks like (https://forum.intervals.icu/t/123701). Duration and target may come in any order: "60% MMP 5m".
 */
export function readTextStep(line: string): StepJson | undefined {
  const end = line.lastIndexOf('<!>');
  const prompts = end < 0 ? '' : line.slice(0, end).trim();
  const words = wordsOf(end < 0 ? line : line.slice(end + '<!>'.length));
  const cue: string[] = prompts === '' ? [] : [prompts];
  const step: StepJson = {};
  let inCue = true;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = (words[at + 1] ?? '').toLowerCase();
    const isMoment = /^\d+\^/.test(word);
    if (readKeyword(word, next, step, inCue) || word.includes('=')) continue;
    if (!isMoment && /\d/.test(word)) inCue = false;
    if (inCue) {
      if (!isPressLap(words[at - 1] ?? '', word)) cue.push(word);
    } else if (!isMoment) readNumber(word, next, step);
  }
  if (step.duration === undefined && step.distance === undefined) return undefined;
  return { ...step, ...(cue.length > 0 && { text: cue.join(' ') }) };
}

/** The words, with the parts of a range and a number and its unit as one: "85 - 95 rpm" is "85-95rpm". */
function wordsOf(part: string): string[] {
  const joined = part
    .replaceAll(/[–—−]/g, '-')
    .replaceAll(/(?<=[\d%])(w|bpm|rpm)?\s+-\s+(?=c?z?\d)/gi, '-')
    .replaceAll(/(?<=\d)\s+(?=(?:%|w|bpm|rpm)(?!\w))/gi, '');
  return joined
    .split(/\s+/)
    .map(word => word.replace(/[,;.]+$/, ''))
    .filter(word => word !== '');
}

/** Words that are no target and stand anywhere; "free" is a word of a cue too. */
function readKeyword(word: string, next: string, step: StepJson, inCue: boolean): boolean {
  const lower = word.toLowerCase();
  const intensity = /^intensity=(\w+)$/.exec(lower)?.[1];
  if (intensity) step.intensity = intensity;
  else if (lower === 'ramp') step.ramp = true;
  else if (lower === 'freeride' || (lower === 'free' && !inCue)) step.freeride = true;
  else if (lower === 'maxeffort') step.maxeffort = true;
  else if (isPressLap(lower, next)) step.until_lap_press = true;
  else return false;
  return true;
}

const isPressLap = (first: string, second: string): boolean =>
  ['press lap', 'lap press'].includes(`${first} ${second}`.toLowerCase());

/** A length or a target. The first of each kind counts, and numbers without a meaning are dropped. */
function readNumber(word: string, next: string, step: StepJson): void {
  const length = step.duration === undefined && step.distance === undefined ? lengthOf(word) : undefined;
  if (length) Object.assign(step, length);
  const target = targetOf(word, next);
  if (target && step[target.kind] === undefined) step[target.kind] = target.value;
}

/** `10m` is minutes, `400mtr` metres. `secs`, `metres` and a unit behind a blank are not documented, so they are not recognised. */
function lengthOf(word: string): Pick<StepJson, 'duration' | 'distance'> | undefined {
  const [, amount, unit = ''] = /^(\d+(?:[.,]\d+)?)(mtr|km|mi|yrd)$/i.exec(word) ?? [];
  if (amount) return { distance: numberOf(amount) * (METRES[unit.toLowerCase()] ?? 1) };
  const duration = secondsOf(word);
  return duration === undefined ? undefined : { duration };
}

const METRES: Readonly<Record<string, number>> = { mtr: 1, km: 1000, mi: 1609.34, yrd: 0.9144 };

const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, "'": 60, '’': 60, s: 1, '"': 1, '”': 1 };

/** `30s 10m 1h 1m30 1m30s 1h30m 1h2m30s 5' 5'30" 1:30:00`; a last number without a unit is in the next smaller one. */
function secondsOf(word: string): number | undefined {
  const clock = word.split(':');
  if (clock.length === 3 && clock.every(part => /^\d+$/.test(part)))
    return clock.reduce((sum, part) => sum * 60 + Number(part), 0);
  let seconds = 0;
  let unit = Number.POSITIVE_INFINITY;
  let rest = word.toLowerCase();
  while (rest !== '') {
    const [found, digits, letter = ''] = /^(\d+)([hms'’"”]?)/.exec(rest) ?? [];
    const factor = SECONDS[letter] ?? (Number.isFinite(unit) ? unit / 60 : undefined);
    if (!found || factor === undefined || factor >= unit || (letter === '' && found !== rest)) return undefined;
    seconds += Number(digits) * factor;
    unit = factor;
    rest = rest.slice(found.length);
  }
  return seconds;
}

type TargetKind = 'power' | 'hr' | 'pace' | 'cadence';

/** A target in one word, and what the next word says it is of. A pace without the word Pace is lost silently. */
function targetOf(word: string, next: string): { kind: TargetKind; value: ValueJson } | undefined {
  const [from = '', to, ...more] = word.toLowerCase().split('-');
  if (more.length > 0) return undefined;
  const last = to ?? from;
  const of = next.replaceAll(/\W/g, '');
  if (last.includes(':')) return of === 'pace' ? paceOf(from, to) : undefined;
  const zone = /^c?z(\d)$/;
  if (zone.test(from)) {
    const kind = of === 'pace' ? 'pace' : of === 'hr' || of === 'lthr' ? 'hr' : 'power';
    const end = to === undefined ? undefined : /^c?z?(\d)$/.exec(to)?.[1];
    return { kind, value: makeValue(zone.exec(from)?.[1], end, `${kind}_zone`) };
  }
  const [, end, unit = ''] = /^(\d+(?:[.,]\d+)?)(%|w|bpm|rpm)$/.exec(last) ?? [];
  const start = /^(\d+(?:[.,]\d+)?)(?:%|w|bpm|rpm)?$/.exec(from)?.[1];
  const measured = unit === '%' ? (PERCENT_OF[of] ?? (['power', '%ftp'] as const)) : UNITS[unit];
  if (!measured || start === undefined) return undefined;
  const [kind, units] = measured;
  return { kind, value: makeValue(start, to === undefined ? undefined : end, units) };
}

const PERCENT_OF: Readonly<Record<string, readonly [TargetKind, string]>> = {
  lthr: ['hr', '%lthr'],
  hr: ['hr', '%hr'],
  pace: ['pace', '%pace'],
  mmp: ['power', '%mmp'],
};

const UNITS: Readonly<Record<string, readonly [TargetKind, string]>> = {
  w: ['power', 'w'],
  bpm: ['hr', 'bpm'],
  rpm: ['cadence', 'rpm'],
};

/** "5:00/km", "3:00/100m-4:00/100m"; without a distance it is in the sport's own unit ("secs", see `resolvePace`). */
function paceOf(from: string, to: string | undefined): { kind: 'pace'; value: ValueJson } | undefined {
  const [clock = '', per] = from.split('/');
  const [endClock, endPer] = to?.split('/') ?? [];
  const distance = endPer ?? per;
  const [start, end] = [clock, endClock].map(each => (each && /^\d+:\d\d$/.test(each) ? minutesOf(each) : undefined));
  if (start === undefined || (distance !== undefined && !DISTANCES.has(distance))) return undefined;
  const units = distance === undefined ? 'secs' : `secs/${distance}`;
  return { kind: 'pace', value: end === undefined ? { value: start, units } : { start, end, units } };
}

const DISTANCES = new Set(['km', 'mi', '100m', '100y', '500m', '400m', '250m']);

const minutesOf = (clock: string): number => Number(clock.split(':')[0]) * 60 + Number(clock.split(':')[1]);

const numberOf = (written: string): number => Number(written.replace(',', '.'));

function makeValue(first = '', second: string | undefined, units: string): ValueJson {
  return second === undefined
    ? { value: numberOf(first), units }
    : { start: numberOf(first), end: numberOf(second), units };
}
