import { i18n } from '#i18n';
import type { Step, WorkoutDoc } from '../../lib/intervals/workout-doc.ts';
import { cuesOf } from '../../lib/workouts/cues.ts';
import { type Place, roundsOf } from '../../lib/workouts/layout.ts';
import { sumsOf } from '../../lib/workouts/sums.ts';
import { number } from '../format.ts';
import { time, way } from './quantity-words.ts';
import { aimWords, cadenceWords } from './target-words.ts';

/** A cue longer than this is a story; the whole of it stands in the description. */
const LONGEST_CUE = 200;
/** A sentence of more parts than this is not listened to. */
const MOST_PARTS = 8;

/** One step in one line: "8 min at 216–228 W (90–95% of FTP), 85 rpm, “Hold it”". A repeat without its steps: "5 ×". */
export function stepWords(step: Step, doc: WorkoutDoc): string {
  if (step.steps?.length) return [roundsWords(step), cueWords(step)].filter(Boolean).join(' ');
  return [effortWords(step, doc, 'full'), cadenceWords(step), cueWords(step)].filter(Boolean).join(', ');
}

/** A whole workout in a sentence, repeats as repeats: "1 h 10 min: 10 min at 130 W, 5 × 8 min at 222 W with 3 min at 130 W". */
export function workoutWords(doc: WorkoutDoc): string {
  const { durationSecs, distanceM } = sumsOf(doc);
  const whole = durationSecs > 0 ? time(durationSecs) : distanceM > 0 ? way(distanceM, doc) : undefined;
  const steps = listWords(doc.steps, doc);
  return whole ? i18n.t('profile.whole', { whole, steps }) : steps;
}

/** Where a step stands: "Step 3 of 12, round 2 of 5". */
export function placeWords({ rounds }: Place, n: number, all: number): string {
  const round = rounds.flatMap(({ round, of }) =>
    round === undefined ? [] : [i18n.t('profile.round', { n: number(round), of: number(of) })],
  );
  return [i18n.t('profile.place', { n: number(n), of: number(all) }), ...round].join(', ');
}

function listWords(steps: Step[], doc: WorkoutDoc): string {
  const parts = steps.slice(0, MOST_PARTS).map(step => partWords(step, doc));
  const rest = steps.length - parts.length;
  return [...parts, ...(rest > 0 ? [i18n.t('profile.more', rest, [number(rest)])] : [])].join(', ');
}

function partWords(step: Step, doc: WorkoutDoc): string {
  const inner = step.steps ?? [];
  if (inner.length === 0) return effortWords(step, doc, 'short');
  const [first, second, ...others] = inner;
  const isPair = first && second && others.length === 0 && !inner.some(({ steps }) => steps?.length);
  const steps = isPair
    ? i18n.t('profile.pair', { work: partWords(first, doc), rest: partWords(second, doc) })
    : listWords(inner, doc);
  return `${roundsWords(step)} ${isPair || inner.length === 1 ? steps : `(${steps})`}`;
}

const roundsWords = (step: Step): string => i18n.t('profile.rounds', { n: number(roundsOf(step)) });

/** How long, and at what. */
function effortWords(step: Step, doc: WorkoutDoc, manner: 'short' | 'full'): string {
  const length = lengthWords(step, doc);
  if (step.freeride) return i18n.t('profile.freeride', { length });
  if (step.maxeffort) return i18n.t('profile.allOut', { length });
  const target = aimWords(step, doc, manner);
  if (target) return i18n.t(step.ramp ? 'profile.ramp' : 'profile.at', { length, target });
  return step.intensity === 'rest' ? i18n.t('profile.rest', { length }) : length;
}

function lengthWords(step: Step, doc: WorkoutDoc): string {
  const length = step.distanceM
    ? way(step.distanceM, doc)
    : step.durationSecs
      ? time(step.durationSecs)
      : undefined;
  if (step.untilLapPress) {
    return length ? i18n.t('profile.lapAbout', { length }) : i18n.t('profile.lap');
  }
  return length ?? i18n.t('profile.open');
}

function cueWords({ text: whole }: Step): string {
  const cues = cuesOf(whole).slice(0, MOST_PARTS);
  return cues
    .map(({ text, atSecs }) => {
      const cue = text.length > LONGEST_CUE ? `${text.slice(0, LONGEST_CUE)}…` : text;
      return atSecs > 0
        ? i18n.t('profile.cueAfter', { cue, time: time(atSecs) })
        : i18n.t('profile.cue', { cue });
    })
    .join(', ');
}
