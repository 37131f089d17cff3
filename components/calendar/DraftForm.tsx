import { useId, useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { lintWorkoutText } from '../../lib/formats/workouts/lint-workout-text.ts';
import { formatDuration, formatNumber } from '../../lib/platform/format.ts';
import { SECOND } from '../../lib/platform/time.ts';
import { ACTIVITY_TYPES } from '../../lib/services/intervals/activity-types.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { DateField } from '../ui/DateField.tsx';
import { formatActivityType } from './event-labels.ts';
import { LintList } from './LintList.tsx';
import { WorkoutPicture } from './WorkoutPicture.tsx';
import { type DraftFieldValues, getDraftDoc, type WorkoutDraft } from './workout-draft.ts';

interface Props {
  draft: WorkoutDraft;
  onChange: (change: Partial<WorkoutDraft>) => void;
  onRemove: () => void;
}

/** The form of one workout before it is added to the calendar: its picture, name, day and time. */
export function DraftForm({ draft, onChange, onRemove }: Props) {
  const { content, problem, state } = draft;
  const fileName = content instanceof File ? content.name : i18n.t('plan.defaultName');
  const label = draft.name || fileName;
  return (
    <fieldset
      class="draft"
      data-row={draft.id}
      aria-label={label}
      aria-busy={state === 'reading' || state === 'sending'}
      disabled={state === 'sending'}
    >
      <header class="line spread">
        <h3>{label}</h3>
        <span role="status" class="small">
          {state === 'known' && i18n.t('plan.known')}
        </span>
        <button
          type="button"
          class="button quiet slim"
          aria-label={i18n.t('plan.leaveOutNamed', { name: label })}
          onClick={onRemove}
        >
          {i18n.t('plan.leaveOut')}
        </button>
      </header>
      {content instanceof File && <p class="muted small">{getDraftFacts(draft, fileName).join(' · ')}</p>}
      {problem && (
        <p role="alert" class="draft-problem">
          <ProblemSentence problem={problem} />
        </p>
      )}
      {state !== 'refused' && state !== 'reading' && (
        <>
          {typeof content === 'string' && <WorkoutTextField draft={draft} text={content} onChange={onChange} />}
          {draft.read?.description && <p class="event-text">{draft.read.description}</p>}
          <Preview draft={draft} />
          <DraftFields fields={draft} onChange={onChange} />
        </>
      )}
    </fieldset>
  );
}

function getDraftFacts({ read }: WorkoutDraft, fileName: string): string[] {
  if (!read) return [fileName];
  const { format, cueCount, doc } = read;
  return [
    fileName,
    format,
    ...(doc.durationSecs ? [formatDuration(doc.durationSecs * SECOND)] : []),
    ...(cueCount > 0 ? [i18n.t('plan.cues', cueCount, [formatNumber(cueCount)])] : []),
  ];
}

function Preview({ draft }: { draft: WorkoutDraft }) {
  const { content, read } = draft;
  const doc = useMemo(() => getDraftDoc(draft), [content, read]);
  return doc && doc.steps.length > 0 ? <WorkoutPicture doc={doc} name={draft.name} size="full" /> : null;
}

function WorkoutTextField({
  draft,
  text,
  onChange,
}: {
  draft: WorkoutDraft;
  text: string;
  onChange: Props['onChange'];
}) {
  const id = useId();
  const warnings = useMemo(() => lintWorkoutText(text, draft.type), [text, draft.type]);
  const write = (content: string) => onChange({ content });
  return (
    <>
      <label for={id}>{i18n.t('plan.text')}</label>
      <textarea
        id={id}
        class="field draft-text"
        rows={8}
        value={text}
        maxLength={20_000}
        placeholder={i18n.t('plan.textExample')}
        onInput={event => write(event.currentTarget.value)}
      />
      <LintList warnings={warnings} onFix={write} />
    </>
  );
}

function DraftFields({ fields, onChange }: { fields: DraftFieldValues; onChange: Props['onChange'] }) {
  const id = useId();
  const { name, type, day, time, indoor } = fields;
  // A file may have a type that this version does not know.
  const types = ACTIVITY_TYPES.includes(type) ? ACTIVITY_TYPES : [type, ...ACTIVITY_TYPES];
  return (
    <div class="line draft-fields">
      <label class="line draft-name">
        {i18n.t('plan.name')}
        <input
          class="field"
          value={name}
          required
          maxLength={200}
          autocomplete="off"
          onInput={event => onChange({ name: event.currentTarget.value })}
        />
      </label>
      <label class="line">
        {i18n.t('workouts.sport')}
        <select class="field" value={type} onChange={event => onChange({ type: event.currentTarget.value })}>
          {types.map(each => (
            <option key={each} value={each}>
              {formatActivityType(each)}
            </option>
          ))}
        </select>
      </label>
      <DateField label={i18n.t('plan.day')} value={day} onChange={chosen => onChange({ day: chosen })} />
      <label class="line">
        {i18n.t('plan.time')}
        <input
          type="time"
          class="field"
          value={time}
          onInput={event => onChange({ time: event.currentTarget.value })}
        />
      </label>
      <div class="line">
        <input
          id={id}
          type="checkbox"
          checked={indoor}
          onChange={event => onChange({ indoor: event.currentTarget.checked })}
        />
        <label for={id}>{i18n.t('plan.indoors')}</label>
      </div>
    </div>
  );
}
