import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { parseTextCues } from '../../lib/formats/workouts/text-cues.ts';
import type { WorkoutDoc } from '../../lib/formats/workouts/workout-doc.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { formatAxisLength, formatAxisValue, getThresholdLabels } from './axis-labels.ts';
import { getLengthTicks, getValueTicks } from './axis-ticks.ts';
import { toHeight } from './chart-axis.ts';
import { ProfileDrawing } from './ProfileDrawing.tsx';
import { StepList } from './StepList.tsx';
import { describeStep, describeStepPosition } from './step-descriptions.ts';
import { useMarkedStep } from './use-marked-step.ts';
import type { PlacedStep } from './workout-layout.ts';
import type { WorkoutProfile } from './workout-profile.ts';
import './ProfileChart.css';

interface Props {
  profile: WorkoutProfile;
  doc: WorkoutDoc;
  /** The name of the workout. */
  name: string;
  /** The whole workout in a sentence. */
  summary: string;
}

/** The profile with scales, cues and numbers: those of the step under the pointer, else those of the whole workout. */
export function ProfileChart({ profile, doc, name, summary }: Props) {
  const { marked, number: n, ...handlers } = useMarkedStep(profile);
  const { placedSteps, axis } = profile;
  const position = marked && describeStepPosition(marked, n, placedSteps.length);
  const description = marked && describeStep(marked.step, doc);
  // Memoized: a pointer that moves over thousands of steps must not render them all again.
  const stepList = useMemo(() => <StepList steps={doc.steps} doc={doc} />, [doc]);
  return (
    <figure class="profile-chart" aria-label={name}>
      <ValueAxis profile={profile} doc={doc} />
      <div
        class="profile-area"
        role="slider"
        tabIndex={0}
        aria-label={i18n.t('profile.steps', { name })}
        aria-valuemin={0}
        aria-valuemax={placedSteps.length}
        aria-valuenow={n}
        aria-valuetext={
          position ? `${position}: ${description}` : i18n.t('profile.choose', { n: formatNumber(placedSteps.length) })
        }
        {...handlers}
      >
        <CueMarks profile={profile} />
        <ProfileDrawing profile={profile} minWidth={0.02} grid={axis && getValueTicks(axis)} marked={marked} />
      </div>
      <LengthAxis profile={profile} doc={doc} />
      <figcaption class="profile-readout">
        <p class={marked && 'unseen'}>{summary}</p>
        {doc.isTruncated && <p class="muted small">{i18n.t('profile.cutShort')}</p>}
        {marked && (
          <div>
            <p class="muted small">{position}</p>
            <p>{description}</p>
          </div>
        )}
      </figcaption>
      <details class="profile-text">
        <summary>{i18n.t('profile.asText')}</summary>
        {stepList}
      </details>
    </figure>
  );
}

type ScaleProps = Pick<Props, 'profile' | 'doc'>;

/** The scale of the heights. */
function ValueAxis({ profile: { axis }, doc }: ScaleProps) {
  if (!axis) return null;
  const toPosition = (value: number) => ({ insetBlockEnd: `${100 * toHeight(axis, value)}%` });
  const ticks = getValueTicks(axis);
  return (
    <>
      <div class="profile-values" aria-hidden="true">
        {ticks.map(value => (
          <p key={value} style={toPosition(value)}>
            {formatAxisValue(value, axis, doc, value === ticks.at(-1))}
          </p>
        ))}
      </div>
      {axis.threshold !== undefined && (
        <div class="profile-values profile-threshold-labels" aria-hidden="true">
          <p style={toPosition(axis.threshold)}>
            {getThresholdLabels(axis, doc).map(label => (
              <span key={label}>{label}</span>
            ))}
          </p>
        </div>
      )}
    </>
  );
}

/** A label centred beyond this part of the width would stick out. */
const NEAR_END = 0.96;

/** The scale of the lengths. */
function LengthAxis({ profile, doc }: ScaleProps) {
  if (profile.isEstimated) return <p class="profile-lengths muted small">{i18n.t('profile.guessed')}</p>;
  return (
    <div class="profile-lengths" aria-hidden="true">
      {getLengthTicks(profile).map(length => (
        <span
          key={length}
          class={length > profile.length * NEAR_END ? 'profile-end' : ''}
          style={{ insetInlineStart: `${(100 * length) / profile.length}%` }}
        >
          {formatAxisLength(length, profile, doc)}
        </span>
      ))}
    </div>
  );
}

/** More marks than this merge into a line. */
const MAX_CUES = 60;

/** Marks where text cues are shown. */
function CueMarks({ profile: { placedSteps, length } }: Pick<Props, 'profile'>) {
  const positions = placedSteps.flatMap(getCuePositions);
  if (positions.length > MAX_CUES) return null;
  return positions.map((at, n) => (
    <i key={n} class="profile-cue" style={{ insetInlineStart: `${(100 * at) / length}%` }} />
  ));
}

/** The positions of a step's cues in a profile: the start of a step without a duration. */
const getCuePositions = ({ step, from, to }: PlacedStep): number[] =>
  parseTextCues(step.text).map(
    ({ atSecs }) => from + (to - from) * Math.min(1, atSecs / (step.durationSecs || Infinity)),
  );
