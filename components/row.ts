import { i18n } from '#i18n';
import type { Device, NotARecording } from '../lib/files/recording.ts';
import { activityUrl } from '../lib/intervals/activities.ts';
import { pairable } from '../lib/outbox/planned.ts';
import type { Upload } from '../lib/outbox/upload.ts';
import { DAY } from '../lib/time.ts';
import { distance, duration } from './format.ts';
import { SPORT_WORDS } from './row-words.ts';
import type { Link, Target } from './words.ts';

/** What a person can do with a row. `undo-asked` is the same as `undo`, asked once more first. */
export type Action =
  | 'retry'
  | 'send-anyway'
  | 'pair'
  | 'unpair'
  | 'undo'
  | 'undo-asked'
  | 'choose-file'
  | 'review'
  | 'plan'
  | 'remove';

/** Those that a row does by itself: the others have something of their own to fill in, or lead elsewhere. */
export type OwnAction = Exclude<Action, 'choose-file' | 'review' | 'plan'>;

/** The buttons of a row, the most likely first. */
export function actionsFor(upload: Upload, now: number): Action[] {
  const { state, created } = upload;
  switch (state.name) {
    case 'queued':
      return ['remove'];
    case 'sending':
      return [];
    case 'uploaded':
      if (created.length === 0) return ['remove'];
      return [...pairing(upload), now - state.at < DAY ? 'undo' : 'undo-asked', 'remove'];
    case 'duplicate':
      return ['remove'];
    case 'held':
      if (state.why === 'review') return ['review', 'remove'];
      if (state.why === 'needs-file') return ['choose-file', 'remove'];
      if (state.why === 'not-a-recording' && state.what === 'workout') return ['plan', 'remove'];
      if (state.why === 'not-a-recording' && !MAY_STILL_GO.has(state.what)) return ['choose-file', 'remove'];
      return ['send-anyway', 'remove'];
    case 'failed':
      return state.problem.kind === 'broken-file' ? ['send-anyway', 'remove'] : ['retry', 'remove'];
  }
}

function pairing(upload: Upload): Action[] {
  const pair = pairable(upload);
  if (!pair) return [];
  return [upload.pairWith === pair.event ? 'unpair' : 'pair'];
}

/** Kinds of fit, tcx and gpx files: Intervals.icu reads them, and may see in one what we do not. */
const MAY_STILL_GO = new Set<NotARecording>([
  'course',
  'route',
  'monitoring',
  'sleep',
  'settings',
  'segment',
  'weight',
  'device-file',
]);

/** Links to what an upload is on Intervals.icu. */
export function activityLinks({ state, activities }: Upload): Link[] {
  if (state.name !== 'uploaded' && state.name !== 'duplicate') return [];
  if (activities.length === 1)
    return activities.map(({ id }) => ({ label: i18n.t('action.open'), to: at(id) }));
  return activities.map(({ id }, n) => ({
    label: i18n.t('action.openNth', { n: n + 1 }),
    ...(n > 0 && { short: String(n + 1) }),
    to: at(id),
  }));
}

const at = (id: string): Target => activityUrl(id) as Target;

/** The name that a person knows it by. */
export const titleOf = ({ title, name }: Upload): string => title || name;

/** Start of the recording, ms since the epoch. */
export const startOf = ({ recording }: Upload): number | undefined => recording?.sessions[0]?.startMs;

/** "104.2 km" over all of its sessions; undefined where none was measured. */
export function distanceOf({ recording }: Upload): string | undefined {
  const metres = (recording?.sessions ?? []).reduce((sum, { distanceM = 0 }) => sum + distanceM, 0);
  return metres > 0 ? distance(metres) : undefined;
}

/** "ride", "2 h 11 min": what tells one recording from another in a few words. */
export function briefFactsOf({ recording }: Upload): string[] {
  const sessions = recording?.sessions ?? [];
  const secs = sessions.reduce((sum, { durationSecs = 0 }) => sum + durationSecs, 0);
  const sports = [...new Set(sessions.map(({ sport }) => SPORT_WORDS[sport]))];
  return [...sports, ...(secs > 0 ? [duration(secs * 1000)] : [])];
}

/** The same, with the device, and the file's name where the recording has another. */
export function factsOf(upload: Upload): string[] {
  const { recording, title, name, activities } = upload;
  return [
    ...briefFactsOf(upload),
    ...(recording?.device ? [deviceOf(recording.device)].filter(Boolean) : []),
    ...(activities.length > 1 ? [i18n.t('row.severalActivities', activities.length)] : []),
    ...(title && title !== name ? [name] : []),
  ];
}

/** The product's name; its maker where it has only a number, which says nothing to a person. */
const deviceOf = ({ manufacturer = '', product = '' }: Device): string =>
  /^\d*$/.test(product) ? manufacturer : product;

/** Whether a row is meant by what was typed into the search field. */
export function matchesText(upload: Upload, typed: string): boolean {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const names = upload.activities.map(({ name = '' }) => name);
  const text = [upload.name, titleOf(upload), ...factsOf(upload), ...names].join(' ').toLowerCase();
  return words.every(word => text.includes(word));
}
