import { i18n } from '#i18n';
import { getProblemMessage } from '../../lib/features/notifications/problem-messages.ts';
import type {
  MatchKind,
  NeededInput,
  PlannedWorkoutMatch,
  Upload,
  UploadOrigin,
  UploadStateName,
} from '../../lib/features/uploads/upload.ts';
import type { NonRecordingKind, RecordingWarning } from '../../lib/formats/recordings/recording.ts';
import { formatAlternatives, formatTimeOrDate } from '../../lib/platform/format.ts';
import { LINK_PLACEHOLDER, type RichText } from '../../lib/platform/rich-text.ts';
import { getMatchMessage, getResemblanceMessage } from './match-messages.ts';

export const UPLOAD_STATE_LABELS: Record<UploadStateName, string> = {
  queued: i18n.t('state.queued'),
  sending: i18n.t('state.sending'),
  uploaded: i18n.t('state.uploaded'),
  duplicate: i18n.t('state.duplicate'),
  held: i18n.t('state.held'),
  failed: i18n.t('state.failed'),
};

export const ORIGIN_LABELS: Record<UploadOrigin['via'], string> = {
  disk: i18n.t('origin.disk'),
  page: i18n.t('origin.page'),
  link: i18n.t('origin.link'),
  download: i18n.t('origin.download'),
};

const NOT_RECORDING_MESSAGES: Record<NonRecordingKind, string> = {
  course: i18n.t('notRecording.course'),
  route: i18n.t('notRecording.route'),
  workout: i18n.t('notRecording.workout'),
  monitoring: i18n.t('notRecording.monitoring'),
  sleep: i18n.t('notRecording.sleep'),
  settings: i18n.t('notRecording.settings'),
  segment: i18n.t('notRecording.segment'),
  weight: i18n.t('notRecording.weight'),
  'device-file': i18n.t('notRecording.deviceFile'),
  astronomy: i18n.t('notRecording.astronomy'),
  'web-page': i18n.t('notRecording.webPage'),
  json: i18n.t('notRecording.json'),
  'empty-track': i18n.t('notRecording.emptyTrack'),
  'health-data': i18n.t('notRecording.healthData'),
  tar: i18n.t('notRecording.tar'),
  packed: i18n.t('notRecording.packed'),
  'system-file': i18n.t('notRecording.systemFile'),
  other: i18n.t('notRecording.other'),
};

const WARNING_MESSAGES: Record<RecordingWarning, string> = {
  future: i18n.t('doubt.future'),
  'no-date': i18n.t('doubt.noDate'),
  'no-zone': i18n.t('doubt.noZone'),
  unfinished: i18n.t('doubt.unfinished'),
  'no-records': i18n.t('doubt.noRecords'),
  'odd-times': i18n.t('doubt.oddTimes'),
  'equal-times': i18n.t('doubt.equalTimes'),
  long: i18n.t('doubt.long'),
};

/** Messages about an upload beyond its state, the most important first. */
export function getUploadMessages(upload: Upload, athleteName: string | undefined, now: number): RichText[] {
  const { state } = upload;
  switch (state.name) {
    case 'queued':
      return state.problem
        ? [toRichText(state.problem), ...(state.dueAt > now ? [getRetryMessage(state.dueAt, now)] : [])]
        : [];
    case 'sending':
      return [];
    case 'uploaded':
      return [
        ...(upload.similarActivity ? [getResemblanceMessage(upload, upload.similarActivity)] : []),
        ...getWarningMessages(upload),
        ...getPlannedMessages(upload),
      ];
    case 'duplicate':
      return [getDuplicateMessage(upload, state.matchKind)];
    case 'held':
      return [...getReviewMessages(upload, state, athleteName), ...getWarningMessages(upload)];
    case 'failed':
      return [toRichText(state.problem), ...getWarningMessages(upload)];
  }
}

function toRichText(problem: Parameters<typeof getProblemMessage>[0]): RichText {
  const { sentence, action } = getProblemMessage(problem);
  return action ? { text: `${sentence} ${LINK_PLACEHOLDER}`, link: action } : { text: sentence };
}

const getRetryMessage = (at: number, now: number): RichText => ({
  text: i18n.t('row.dueAt', { time: formatTimeOrDate(at, now) }),
});

const getWarningMessages = ({ recording }: Upload): RichText[] =>
  (recording?.warnings ?? []).map(warning => ({ text: WARNING_MESSAGES[warning] }));

function getReviewMessages(upload: Upload, held: NeededInput, athleteName: string | undefined): RichText[] {
  switch (held.why) {
    case 'possible-duplicate':
      return [getMatchMessage(upload, held.match), { text: i18n.t('held.askSame') }];
    case 'could-not-check':
      return [{ text: i18n.t('held.couldNotCheck') }];
    case 'not-a-recording':
      return [{ text: getNotRecordingText(held) }];
    case 'account-changed':
      return [{ text: getAccountChangedText(upload.athlete, athleteName) }];
    case 'doubtful':
      return [{ text: i18n.t('held.doubtful') }];
    case 'needs-file':
      return [{ text: i18n.t('held.needsFile') }];
    case 'review':
      return [{ text: i18n.t('review.hint') }];
  }
}

/** A file of a format that Intervals.icu reads may hold a recording all the same. */
const getNotRecordingText = ({ what, format }: Extract<NeededInput, { why: 'not-a-recording' }>): string =>
  what === 'other' && format ? i18n.t('notRecording.unknownType', { format }) : NOT_RECORDING_MESSAGES[what];

const getAccountChangedText = (id: string, name: string | undefined): string =>
  name === undefined ? i18n.t('held.accountChangedNobody', { id }) : i18n.t('held.accountChanged', { id, name });

function getDuplicateMessage(upload: Upload, how: MatchKind): RichText {
  const [activity] = upload.activities;
  return getMatchMessage(upload, { id: activity?.id ?? '', ...activity, kind: how });
}

/** The planned workouts that the upload belongs or may belong to. */
function getPlannedMessages({ plannedWorkouts = [], pairWith }: Upload): RichText[] {
  const chosen = plannedWorkouts.find(({ event }) => event === pairWith);
  if (chosen) return [{ text: i18n.t('planned.paired', { name: getPlannedName(chosen) }) }];
  if (plannedWorkouts.length === 0) return [];
  return [{ text: i18n.t('planned.fits', { names: formatAlternatives(plannedWorkouts.map(getPlannedName)) }) }];
}

const getPlannedName = ({ name }: PlannedWorkoutMatch): string =>
  name ? i18n.t('row.named', { name }) : i18n.t('planned.unnamed');
