import { i18n } from '#i18n';
import { getPossiblePairing } from '../../lib/features/uploads/planned-workout-match.ts';
import { lacksFile, type NeededInput, type Upload } from '../../lib/features/uploads/upload.ts';
import type { NonRecordingKind, RecordingDevice } from '../../lib/formats/recordings/recording.ts';
import { formatDistance, formatDuration } from '../../lib/platform/format.ts';
import type { LinkTarget } from '../../lib/platform/pages.ts';
import type { Link } from '../../lib/platform/rich-text.ts';
import { DAY } from '../../lib/platform/time.ts';
import { getActivityUrl } from '../../lib/services/intervals/activities.ts';
import { SPORT_LABELS } from '../text/sport-labels.ts';

/** What a person can do with a row. `undo-asked` and `undo-presumed` are `undo` with a confirmation. */
export type UploadAction =
  | 'confirm'
  | 'retry'
  | 'send-anyway'
  | 'pair'
  | 'unpair'
  | 'undo'
  | 'undo-asked'
  | 'undo-presumed'
  | 'choose-file'
  | 'review'
  | 'add-to-calendar'
  | 'remove';

/** Actions of a single click: the others open a form or another page. */
export type DirectUploadAction = Exclude<UploadAction, 'choose-file' | 'review' | 'add-to-calendar'>;

/** The buttons of a row, the most likely first. */
export function getUploadActions(upload: Upload, now: number): UploadAction[] {
  const { state, createdIds } = upload;
  switch (state.name) {
    case 'queued':
      return ['remove'];
    case 'sending':
      return [];
    case 'uploaded':
      if (createdIds.length === 0) return ['remove'];
      return [...getPairActions(upload), getUndoAction(upload, now - state.at), 'remove'];
    case 'duplicate':
      return ['remove'];
    case 'held':
      if (state.why === 'review') return ['review', 'remove'];
      if (state.why === 'needs-file') return ['choose-file', 'remove'];
      if (state.why === 'unconfirmed') return ['confirm', 'remove'];
      if (state.why === 'not-a-recording' && state.what === 'workout') return ['add-to-calendar', 'remove'];
      if (state.why === 'not-a-recording' && !maySendAnyway(state)) return ['choose-file', 'remove'];
      return ['send-anyway', 'remove'];
    case 'failed':
      if (isUnreadableUpload(upload)) return ['remove'];
      if (lacksFile(upload)) return ['choose-file', 'remove'];
      return state.problem.kind === 'broken-file' ? ['send-anyway', 'remove'] : ['retry', 'remove'];
  }
}

function getUndoAction({ isPresumedOwn }: Upload, ageMs: number): UploadAction {
  if (isPresumedOwn) return 'undo-presumed';
  return ageMs < DAY ? 'undo' : 'undo-asked';
}

function getPairActions(upload: Upload): UploadAction[] {
  const pair = getPossiblePairing(upload);
  if (!pair) return [];
  return [upload.pairWith === pair.event ? 'unpair' : 'pair'];
}

/** Intervals.icu reads every fit, tcx and gpx file, and may find a recording where Musette does not. */
const maySendAnyway = ({ what, format }: Extract<NeededInput, { why: 'not-a-recording' }>): boolean =>
  format !== undefined || SENDABLE_ANYWAY.has(what);

/** Kinds that only fit, tcx and gpx files have. */
const SENDABLE_ANYWAY = new Set<NonRecordingKind>([
  'course',
  'route',
  'empty-track',
  'monitoring',
  'sleep',
  'settings',
  'segment',
  'weight',
  'device-file',
]);

/** Links to the activities of an upload on Intervals.icu, or to the page where its file could not be fetched. */
export function getUploadLinks({ state, activities, page }: Upload): Link[] {
  if (state.name === 'failed' && page) return [{ label: i18n.t('action.openPage'), to: page }];
  if (state.name !== 'uploaded' && state.name !== 'duplicate') return [];
  if (activities.length === 1)
    return activities.map(({ id }) => ({ label: i18n.t('action.open'), to: toActivityTarget(id) }));
  return activities.map(({ id }, n) => ({
    label: i18n.t('action.openNth', { n: n + 1 }),
    ...(n > 0 && { short: String(n + 1) }),
    to: toActivityTarget(id),
  }));
}

const toActivityTarget = (id: string): LinkTarget => getActivityUrl(id);

/** The title, else the file's name. Of a row that cannot be read, the name may be lost, too. */
export const getUploadTitle = ({ title, name }: Upload): string => title || name || i18n.t('list.unreadable');

/** Whether the row is what is left of an upload that cannot be read: nothing but its name is known. */
export const isUnreadableUpload = ({ state }: Upload): boolean =>
  state.name === 'failed' && state.problem.kind === 'unreadable-row';

/** Start of the recording, ms since the epoch. */
export const getUploadStart = ({ recording }: Upload): number | undefined => recording?.sessions[0]?.startMs;

/** "104.2 km" over all sessions; undefined where no distance was recorded. */
export function getUploadDistance({ recording }: Upload): string | undefined {
  const metres = (recording?.sessions ?? []).reduce((sum, { distanceM = 0 }) => sum + distanceM, 0);
  return metres > 0 ? formatDistance(metres) : undefined;
}

/** "ride", "2 h 11 min": a recording in a few words. */
export function getShortUploadFacts({ recording }: Upload): string[] {
  const sessions = recording?.sessions ?? [];
  const secs = sessions.reduce((sum, { durationSecs = 0 }) => sum + durationSecs, 0);
  const sports = [...new Set(sessions.map(({ sport }) => SPORT_LABELS[sport]))];
  return [...sports, ...(secs > 0 ? [formatDuration(secs * 1000)] : [])];
}

/** The same, with the device, and with the file's name where it differs from the title. */
export function getUploadFacts(upload: Upload): string[] {
  const { recording, title, name, activities } = upload;
  return [
    ...getShortUploadFacts(upload),
    ...(recording?.device ? [getDeviceName(recording.device)].filter(Boolean) : []),
    ...(activities.length > 1 ? [i18n.t('row.severalActivities', activities.length)] : []),
    ...(title && title !== name ? [name] : []),
  ];
}

/** The product's name; its manufacturer where the product is only a number. */
const getDeviceName = ({ manufacturer = '', product = '' }: RecordingDevice): string =>
  /^\d*$/.test(product) ? manufacturer : product;

/** Whether an upload matches the text of the search field. */
export function matchesSearch(upload: Upload, searchText: string): boolean {
  const words = searchText.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const names = upload.activities.map(({ name = '' }) => name);
  const text = [upload.name, getUploadTitle(upload), ...getUploadFacts(upload), ...names].join(' ').toLowerCase();
  return words.every(word => text.includes(word));
}
