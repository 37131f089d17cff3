import { i18n } from '#i18n';
import type { Doubt, NotARecording, Sport } from '../lib/files/recording.ts';
import type { Planned } from '../lib/outbox/planned.ts';
import type { Held, Likeness, Origin, StateName, Upload } from '../lib/outbox/upload.ts';
import { moment, oneOf } from './format.ts';
import { likeness, resembles } from './likeness-words.ts';
import { LINK, type Said, wordsFor } from './words.ts';

export const STATE_WORDS: Record<StateName, string> = {
  queued: i18n.t('state.queued'),
  sending: i18n.t('state.sending'),
  uploaded: i18n.t('state.uploaded'),
  duplicate: i18n.t('state.duplicate'),
  held: i18n.t('state.held'),
  failed: i18n.t('state.failed'),
};

export const SPORT_WORDS: Record<Sport, string> = {
  ride: i18n.t('sport.ride'),
  run: i18n.t('sport.run'),
  swim: i18n.t('sport.swim'),
  walk: i18n.t('sport.walk'),
  row: i18n.t('sport.row'),
  ski: i18n.t('sport.ski'),
  strength: i18n.t('sport.strength'),
  other: i18n.t('sport.other'),
};

export const DOOR_WORDS: Record<Origin['door'], string> = {
  disk: i18n.t('origin.disk'),
  page: i18n.t('origin.page'),
  link: i18n.t('origin.link'),
  download: i18n.t('origin.download'),
};

const NOT_RECORDING_WORDS: Record<NotARecording, string> = {
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
  other: i18n.t('notRecording.other'),
};

const DOUBT_WORDS: Record<Doubt, string> = {
  future: i18n.t('doubt.future'),
  'no-date': i18n.t('doubt.noDate'),
  'no-zone': i18n.t('doubt.noZone'),
  unfinished: i18n.t('doubt.unfinished'),
  'no-records': i18n.t('doubt.noRecords'),
};

/** What there is to say about an upload beyond its state, most important first. */
export function sentencesFor(upload: Upload, athleteName: string | undefined, now: number): Said[] {
  const { state } = upload;
  switch (state.name) {
    case 'queued':
      return state.problem
        ? [problemSaid(state.problem), ...(state.dueAt > now ? [dueAt(state.dueAt, now)] : [])]
        : [];
    case 'sending':
      return [];
    case 'uploaded':
      return [
        ...(upload.resembles ? [resembles(upload, upload.resembles)] : []),
        ...doubts(upload),
        ...fitsPlan(upload),
      ];
    case 'duplicate':
      return [recognised(upload, state.likeness)];
    case 'held':
      return [...question(upload, state, athleteName), ...doubts(upload)];
    case 'failed':
      return [problemSaid(state.problem), ...doubts(upload)];
  }
}

function problemSaid(problem: Parameters<typeof wordsFor>[0]): Said {
  const { sentence, wayOut } = wordsFor(problem);
  return wayOut ? { text: `${sentence} ${LINK}`, link: wayOut } : { text: sentence };
}

const dueAt = (at: number, now: number): Said => ({
  text: i18n.t('row.dueAt', { time: moment(at, now) }),
});

const doubts = ({ recording }: Upload): Said[] =>
  (recording?.doubts ?? []).map(doubt => ({ text: DOUBT_WORDS[doubt] }));

function question(upload: Upload, held: Held, athleteName: string | undefined): Said[] {
  switch (held.why) {
    case 'possible-duplicate':
      return [likeness(upload, held.match), { text: i18n.t('held.askSame') }];
    case 'could-not-check':
      return [{ text: i18n.t('held.couldNotCheck') }];
    case 'not-a-recording':
      return [{ text: NOT_RECORDING_WORDS[held.what] }];
    case 'account-changed':
      return [{ text: accountChanged(upload.athlete, athleteName) }];
    case 'doubtful':
      return [{ text: i18n.t('held.doubtful') }];
    case 'needs-file':
      return [{ text: i18n.t('held.needsFile') }];
    case 'review':
      return [{ text: i18n.t('review.hint') }];
  }
}

const accountChanged = (id: string, name: string | undefined): string =>
  name === undefined
    ? i18n.t('held.accountChangedNobody', { id })
    : i18n.t('held.accountChanged', { id, name });

function recognised(upload: Upload, how: Likeness): Said {
  const [activity] = upload.activities;
  return likeness(upload, { id: activity?.id ?? '', ...activity, likeness: how });
}

/** What was planned that day, of which this is or may be the doing. */
function fitsPlan({ planned = [], pairWith }: Upload): Said[] {
  const chosen = planned.find(({ event }) => event === pairWith);
  if (chosen) return [{ text: i18n.t('planned.paired', { name: nameOf(chosen) }) }];
  if (planned.length === 0) return [];
  return [{ text: i18n.t('planned.fits', { names: oneOf(planned.map(nameOf)) }) }];
}

const nameOf = ({ name }: Planned): string =>
  name ? i18n.t('row.named', { name }) : i18n.t('planned.unnamed');
