import { i18n } from '#i18n';
import { parseTextCues } from '../../lib/formats/workouts/text-cues.ts';
import { getRounds, type WorkoutDoc, type WorkoutStep } from '../../lib/formats/workouts/workout-doc.ts';
import { getWorkoutTotals } from '../../lib/formats/workouts/workout-totals.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { formatExactDuration, formatLength } from './format-quantities.ts';
import { describeCadence, describeTarget } from './target-descriptions.ts';
import type { PlacedStep } from './workout-layout.ts';

/** A longer cue is cut: the description has all of it. */
const MAX_CUE_LENGTH = 200;
/** A sentence with more parts is too long for a screen reader. */
const MAX_PARTS = 8;

/** One step in one line: "8 min at 216–228 W (90–95% of FTP), 85 rpm, “Hold it”". A repeat without its steps: "5 ×". */
export function describeStep(step: WorkoutStep, doc: WorkoutDoc): string {
  if (step.steps?.length) return [describeRounds(step), describeCues(step)].filter(Boolean).join(' ');
  return [describeEffort(step, doc, 'full'), describeCadence(step), describeCues(step)].filter(Boolean).join(', ');
}

/** A whole workout in a sentence, repeats as repeats: "1 h 10 min: 10 min at 130 W, 5 × 8 min at 222 W with 3 min at 130 W". */
export function describeWorkout(doc: WorkoutDoc): string {
  const { durationSecs, distanceM } = getWorkoutTotals(doc);
  const whole =
    durationSecs > 0 ? formatExactDuration(durationSecs) : distanceM > 0 ? formatLength(distanceM, doc) : undefined;
  const steps = describeSteps(doc.steps, doc);
  return whole ? i18n.t('profile.whole', { whole, steps }) : steps;
}

/** The position of a step: "Step 3 of 12, round 2 of 5". */
export function describeStepPosition({ repeats }: PlacedStep, n: number, all: number): string {
  const round = repeats.flatMap(({ round, total }) =>
    round === undefined ? [] : [i18n.t('profile.round', { n: formatNumber(round), of: formatNumber(total) })],
  );
  return [i18n.t('profile.place', { n: formatNumber(n), of: formatNumber(all) }), ...round].join(', ');
}

function describeSteps(steps: WorkoutStep[], doc: WorkoutDoc): string {
  const parts = steps.slice(0, MAX_PARTS).map(step => describePart(step, doc));
  const rest = steps.length - parts.length;
  return [...parts, ...(rest > 0 ? [i18n.t('profile.more', rest, [formatNumber(rest)])] : [])].join(', ');
}

function describePart(step: WorkoutStep, doc: WorkoutDoc): string {
  const inner = step.steps ?? [];
  if (inner.length === 0) return describeEffort(step, doc, 'short');
  const [first, second, ...others] = inner;
  const isPair = first && second && others.length === 0 && !inner.some(({ steps }) => steps?.length);
  const steps = isPair
    ? i18n.t('profile.pair', { work: describePart(first, doc), rest: describePart(second, doc) })
    : describeSteps(inner, doc);
  return `${describeRounds(step)} ${isPair || inner.length === 1 ? steps : `(${steps})`}`;
}

const describeRounds = (step: WorkoutStep): string => i18n.t('profile.rounds', { n: formatNumber(getRounds(step)) });

/** Length and target: "8 min at 216–228 W". */
function describeEffort(step: WorkoutStep, doc: WorkoutDoc, detail: 'short' | 'full'): string {
  const length = describeLength(step, doc);
  if (step.freeride) return i18n.t('profile.freeride', { length });
  if (step.maxeffort) return i18n.t('profile.allOut', { length });
  const target = describeTarget(step, doc, detail);
  if (target) return i18n.t(step.ramp ? 'profile.ramp' : 'profile.at', { length, target });
  return step.intensity === 'rest' ? i18n.t('profile.rest', { length }) : length;
}

function describeLength(step: WorkoutStep, doc: WorkoutDoc): string {
  const length = step.distanceM
    ? formatLength(step.distanceM, doc)
    : step.durationSecs
      ? formatExactDuration(step.durationSecs)
      : undefined;
  if (step.untilLapPress) {
    return length ? i18n.t('profile.lapAbout', { length }) : i18n.t('profile.lap');
  }
  return length ?? i18n.t('profile.open');
}

function describeCues({ text: whole }: WorkoutStep): string {
  const cues = parseTextCues(whole).slice(0, MAX_PARTS);
  return cues
    .map(({ text, atSecs }) => {
      const cue = text.length > MAX_CUE_LENGTH ? `${text.slice(0, MAX_CUE_LENGTH)}…` : text;
      return atSecs > 0
        ? i18n.t('profile.cueAfter', { cue, time: formatExactDuration(atSecs) })
        : i18n.t('profile.cue', { cue });
    })
    .join(', ');
}
