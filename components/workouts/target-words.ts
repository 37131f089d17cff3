import { i18n } from '#i18n';
import type { CalendarEvent } from '../../lib/intervals/event.ts';
import type { Goal, Step, WorkoutDoc } from '../../lib/intervals/workout-doc.ts';
import { type Aim, aimOf, type Measure, type Span, spanOf } from '../../lib/workouts/aim.ts';
import { metresOf } from '../../lib/workouts/pace.ts';
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
  const planned = plannedWords(aim, step);
  const resolved = resolvedWords(aim, step, doc);
  if (!resolved) return aim.zone && planned ? i18n.t(ZONES[aim.measure], { zone: planned }) : planned;
  return planned && manner === 'full' ? i18n.t('profile.asPlanned', { resolved, planned }) : resolved;
}

/** "85 rpm", "85–95 rpm" */
export function cadenceWords({ cadence }: Step): string | undefined {
  const span = spanOf(cadence);
  return span && i18n.t('profile.rpm', { n: numbers(span) });
}

const ZONES = { power: 'profile.zonePower', hr: 'profile.zoneHr', pace: 'profile.zonePace' } as const;

/** "216–228 W", "up to 132 W", "362 W or more"; undefined where only percentages are known. */
function resolvedWords(aim: Aim, step: Step, doc: WorkoutDoc): string | undefined {
  if (!aim.absolute) return undefined;
  const { from, to } = aim.absolute;
  if (aim.andMore) return i18n.t('profile.orMore', { n: unitWords(aim, { from, to: from }, step, doc) });
  const isOpenBelow = !step.ramp && from < to * NEARLY_NOTHING;
  const words = unitWords(aim, isOpenBelow ? { from: to, to } : aim.absolute, step, doc);
  return isOpenBelow ? i18n.t('profile.upTo', { n: words }) : words;
}

/** The first zone begins at one watt. */
const NEARLY_NOTHING = 0.05;

function unitWords({ measure }: Aim, span: Span, step: Step, doc: WorkoutDoc): string {
  if (measure === 'pace') return pace(span, paceUnitsOf(step, doc), step.ramp);
  return i18n.t(measure === 'power' ? 'profile.watts' : 'profile.bpm', { n: numbers(span, step.ramp) });
}

const paceUnitsOf = (step: Step, { paceUnits }: WorkoutDoc): string | undefined =>
  metresOf(paceUnits) ? paceUnits : step.pace?.units;

/** As it was planned, "90–95% of FTP", "Z2–Z3", where that is not in watts, bpm or a pace already. */
function plannedWords({ measure, base }: Aim, step: Step): string | undefined {
  const span = spanOf(step[measure]);
  const units = step[measure]?.units?.toLowerCase() ?? '';
  if (!span) return undefined;
  if (units.endsWith('_zone')) return span.from === span.to ? `Z${span.from}` : `Z${span.from}–Z${span.to}`;
  if (!units.startsWith('%')) return undefined;
  const of = units === '%hr' ? BASE_WORDS['max-hr'] : units === '%mmp' ? 'MMP' : BASE_WORDS[base];
  return i18n.t('profile.percentOf', { n: numbers(span, step.ramp), of });
}

/** A target in units that Musette does not know is said as it is written. */
function unknownWords(goal: Goal | undefined): string | undefined {
  const span = spanOf(goal);
  return span && `${numbers(span)} ${(goal?.units ?? '').slice(0, LONGEST_UNIT)}`.trim();
}

const LONGEST_UNIT = 20;
