import { i18n } from '#i18n';
import type { CalendarEvent } from '../../lib/intervals/event.ts';
import type { Goal, Step, WorkoutDoc } from '../../lib/intervals/workout-doc.ts';
import { type Aim, aimOf, type Measure } from '../../lib/workouts/aim.ts';
import type { Base } from '../../lib/workouts/zones.ts';
import { numbers, pace } from './quantity-words.ts';

const MEASURE_WORDS: Record<Measure, string> = {
  power: i18n.t('profile.power'),
  hr: i18n.t('profile.hr'),
  pace: i18n.t('profile.paceTarget'),
};

export const BASE_WORDS: Record<Base, string> = {
  ftp: i18n.t('profile.ftp'),
  lthr: i18n.t('profile.lthr'),
  pace: i18n.t('profile.thresholdPace'),
  'max-hr': i18n.t('profile.maxHr'),
};

/** What a workout is steered by, "Power"; undefined where it says nothing of that. */
export function targetWords({ target, doc }: Pick<CalendarEvent, 'target' | 'doc'>): string | undefined {
  const named = target ?? doc?.target;
  const measure = named && named !== 'AUTO' ? NAMED[named] : doc && firstMeasure(doc.steps, doc);
  return measure && MEASURE_WORDS[measure];
}

const NAMED = { POWER: 'power', HR: 'hr', PACE: 'pace' } as const;

function firstMeasure(steps: Step[], doc: WorkoutDoc): Measure | undefined {
  for (const step of steps) {
    const measure = aimOf(step, doc)?.measure ?? firstMeasure(step.steps ?? [], doc);
    if (measure) return measure;
  }
  return undefined;
}

/** The target of a step, "216–228 W"; in full also as it was planned: "216–228 W (90–95% of FTP)". */
export function aimWords(step: Step, doc: WorkoutDoc, manner: 'short' | 'full'): string | undefined {
  const aim = aimOf(step, doc);
  if (!aim) return unknownWords(step.power ?? step.hr ?? step.pace);
  const resolved = absoluteWords(aim, step, doc);
  const planned = plannedWords(aim, step);
  if (!resolved || !planned) return resolved ?? planned ?? percentWords(aim, step);
  return manner === 'short' ? resolved : i18n.t('profile.asPlanned', { resolved, planned });
}

/** "85 rpm", "85–95 rpm" */
export function cadenceWords({ cadence }: Step): string | undefined {
  const from = cadence?.start ?? cadence?.value;
  const to = cadence?.end ?? from;
  return from === undefined || to === undefined
    ? undefined
    : i18n.t('profile.rpm', { n: numbers({ from, to }) });
}

function absoluteWords({ measure, absolute, andMore }: Aim, step: Step, doc: WorkoutDoc): string | undefined {
  if (!absolute) return undefined;
  const span = andMore ? { from: absolute.from, to: absolute.from } : absolute;
  const words = unitWords(measure, span, step, doc);
  return andMore ? i18n.t('profile.orMore', { n: words }) : words;
}

function unitWords(
  measure: Measure,
  span: { from: number; to: number },
  step: Step,
  doc: WorkoutDoc,
): string {
  switch (measure) {
    case 'power':
      return i18n.t('profile.watts', { n: numbers(span, step.ramp) });
    case 'hr':
      return i18n.t('profile.bpm', { n: numbers(span, step.ramp) });
    case 'pace':
      return pace(span, doc.paceUnits ?? step.pace?.units, step.ramp);
  }
}

/** As it was planned, where that is not in watts, bpm or a pace already. */
function plannedWords({ measure, base }: Aim, step: Step): string | undefined {
  const goal = step[measure];
  const span = goal && spanOf(goal);
  if (!span) return undefined;
  const units = goal.units?.toLowerCase() ?? '';
  if (units.endsWith('_zone')) return zoneWords(span, measure);
  if (!units.startsWith('%')) return undefined;
  const of = units === '%hr' ? BASE_WORDS['max-hr'] : units === '%mmp' ? 'MMP' : BASE_WORDS[base];
  return i18n.t('profile.percentOf', { n: numbers(span, step.ramp), of });
}

const zoneWords = (span: { from: number; to: number }, measure: Measure): string =>
  i18n.t('profile.zone', {
    zone: span.from === span.to ? `Z${span.from}` : `Z${span.from}–Z${span.to}`,
    measure: MEASURE_WORDS[measure],
  });

const percentWords = ({ percent, base }: Aim, step: Step): string | undefined =>
  percent && i18n.t('profile.percentOf', { n: numbers(percent, step.ramp), of: BASE_WORDS[base] });

/** A target in units that Musette does not know is said as it is written. */
function unknownWords(goal: Goal | undefined): string | undefined {
  const span = goal && spanOf(goal);
  return span && `${numbers(span)} ${(goal.units ?? '').slice(0, 20)}`.trim();
}

function spanOf({ value, start, end }: Goal): { from: number; to: number } | undefined {
  const from = start ?? value ?? end;
  return from === undefined ? undefined : { from, to: (start === undefined ? undefined : end) ?? from };
}
