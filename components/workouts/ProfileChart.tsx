import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import type { WorkoutDoc } from '../../lib/intervals/workout-doc.ts';
import { heightOn } from '../../lib/workouts/axis.ts';
import { cuesOf } from '../../lib/workouts/cues.ts';
import type { Place } from '../../lib/workouts/layout.ts';
import type { Profile } from '../../lib/workouts/profile.ts';
import { number } from '../format.ts';
import { ProfileDrawing } from './ProfileDrawing.tsx';
import { StepList } from './StepList.tsx';
import { axisWords, lengthWords, thresholdWords } from './scale-words.ts';
import { placeWords, stepWords } from './step-words.ts';
import { lengthTicks, valueTicks } from './ticks.ts';
import { useMarkedStep } from './use-marked-step.ts';
import './ProfileChart.css';

interface Props {
  profile: Profile;
  doc: WorkoutDoc;
  /** What the workout is called. */
  name: string;
  /** All of it in a sentence. */
  words: string;
}

/** The profile with its scales, cues and numbers: those of a step where one is pointed at, else those of the whole. */
export function ProfileChart({ profile, doc, name, words }: Props) {
  const { marked, number: n, ...hands } = useMarkedStep(profile);
  const { places, axis } = profile;
  const where = marked && placeWords(marked, n, places.length);
  const what = marked && stepWords(marked.step, doc);
  // A mouse on its way over thousands of steps would write them all anew.
  const list = useMemo(() => <StepList steps={doc.steps} doc={doc} />, [doc]);
  return (
    <figure class="profile-chart" aria-label={name}>
      <Values profile={profile} doc={doc} />
      <div
        class="profile-area"
        role="slider"
        tabIndex={0}
        aria-label={i18n.t('profile.steps', { name })}
        aria-valuemin={0}
        aria-valuemax={places.length}
        aria-valuenow={n}
        aria-valuetext={where ? `${where}: ${what}` : i18n.t('profile.choose', { n: number(places.length) })}
        {...hands}
      >
        <Cues profile={profile} />
        <ProfileDrawing profile={profile} leastWidth={0.02} grid={axis && valueTicks(axis)} marked={marked} />
      </div>
      <Lengths profile={profile} doc={doc} />
      <figcaption class="profile-readout">
        <p class={marked && 'unseen'}>{words}</p>
        {doc.cutShort && <p class="muted small">{i18n.t('profile.cutShort')}</p>}
        {marked && (
          <div>
            <p class="muted small">{where}</p>
            <p>{what}</p>
          </div>
        )}
      </figcaption>
      <details class="profile-text">
        <summary>{i18n.t('profile.asText')}</summary>
        {list}
      </details>
    </figure>
  );
}

type Scales = Pick<Props, 'profile' | 'doc'>;

/** What the heights mean. */
function Values({ profile: { axis }, doc }: Scales) {
  if (!axis) return null;
  const at = (value: number) => ({ insetBlockEnd: `${100 * heightOn(axis, value)}%` });
  const ticks = valueTicks(axis);
  return (
    <>
      <div class="profile-values" aria-hidden="true">
        {ticks.map(value => (
          <p key={value} style={at(value)}>
            {axisWords(value, axis, doc, value === ticks.at(-1))}
          </p>
        ))}
      </div>
      {axis.threshold !== undefined && (
        <div class="profile-values profile-threshold-words" aria-hidden="true">
          <p style={at(axis.threshold)}>
            {thresholdWords(axis, doc).map(words => (
              <span key={words}>{words}</span>
            ))}
          </p>
        </div>
      )}
    </>
  );
}

/** Words in the middle of a place further along than this would stick out. */
const NEAR_END = 0.96;

/** What the widths mean. */
function Lengths({ profile, doc }: Scales) {
  if (profile.guessed) return <p class="profile-lengths muted small">{i18n.t('profile.guessed')}</p>;
  return (
    <div class="profile-lengths" aria-hidden="true">
      {lengthTicks(profile).map(length => (
        <span
          key={length}
          class={length > profile.length * NEAR_END ? 'profile-end' : ''}
          style={{ insetInlineStart: `${(100 * length) / profile.length}%` }}
        >
          {lengthWords(length, profile, doc)}
        </span>
      ))}
    </div>
  );
}

/** More marks than this are a line, and say nothing. */
const MOST_CUES = 60;

/** Where there is something to read on the way. */
function Cues({ profile: { places, length } }: Pick<Props, 'profile'>) {
  const marks = places.flatMap(momentsIn);
  if (marks.length > MOST_CUES) return null;
  return marks.map((at, n) => (
    <i key={n} class="profile-cue" style={{ insetInlineStart: `${(100 * at) / length}%` }} />
  ));
}

/** Where in a profile the cues of a step are: at its beginning where it does not say how long it is. */
const momentsIn = ({ step, from, to }: Place): number[] =>
  cuesOf(step.text).map(
    ({ atSecs }) => from + (to - from) * Math.min(1, atSecs / (step.durationSecs || Infinity)),
  );
