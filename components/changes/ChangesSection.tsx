import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { type ChangeKind, KINDS } from '../../lib/changes/change.ts';
import { watchLooking } from '../../lib/changes/state.ts';
import { watchTopic } from '../../lib/changes/topic.ts';
import type { Account } from '../../lib/credentials.ts';
import { allows, type Scope } from '../../lib/intervals/access.ts';
import { changeSettings, type Settings } from '../../lib/settings.ts';
import { scopeWords } from '../account/scope-words.ts';
import { NumberField } from '../NumberField.tsx';
import { Choice, Section } from '../Section.tsx';
import { ProblemSentence } from '../Sentence.tsx';
import { Tick } from '../Tick.tsx';
import { useWatched } from '../use-watched.ts';
import { LastChanges } from './LastChanges.tsx';
import { TopicPart } from './TopicPart.tsx';
import './ChangesSection.css';

/** What changed on Intervals.icu: how Musette hears of it, and what it does then. */
export function ChangesSection({ settings, account }: { settings: Settings; account: Account }) {
  const topic = useWatched(watchTopic);
  const problem = useWatched(watchLooking)?.problem;
  if (topic === undefined) return null;
  const isOn = settings.watchChanges || topic !== null;
  return (
    <Section heading={i18n.t('changes.heading')}>
      <Choice
        label={i18n.t('changes.watch')}
        hint={i18n.t('changes.watchHint')}
        checked={settings.watchChanges}
        onChange={watchChanges => void changeSettings({ watchChanges })}
      />
      {isOn && (
        <>
          <Every
            minutes={settings.changesMinutes}
            ofApp={account.kind === 'token' && settings.watchChanges}
          />
          {KINDS.filter(kind => topic || kind !== 'account').map(kind => (
            <Kind key={kind} kind={kind} settings={settings} account={account} />
          ))}
        </>
      )}
      <TopicPart topic={topic} />
      {isOn && problem && (
        <p role="alert">
          <ProblemSentence problem={problem} />
        </p>
      )}
      {isOn && <LastChanges athlete={account.athlete.id} />}
    </Section>
  );
}

interface EveryProps {
  minutes: number;
  /** Intervals.icu answers an app less often than that. */
  ofApp: boolean;
}

function Every({ minutes, ofApp }: EveryProps) {
  const id = useId();
  const [isInvalid, setInvalid] = useState(false);
  const change = (changesMinutes: number | undefined) => {
    setInvalid(changesMinutes === undefined);
    if (changesMinutes !== undefined) void changeSettings({ changesMinutes });
  };
  return (
    <div>
      <div class="line">
        <label for={id}>{i18n.t('changes.every')}</label>
        <NumberField id={id} min={5} max={1440} value={minutes} describedBy={`${id}unit`} onChange={change} />
        <span id={`${id}unit`}>{i18n.t('changes.minutes')}</span>
      </div>
      {ofApp && <p class="muted small">{i18n.t('changes.everyOfApp')}</p>}
      <p role="status" class="small">
        {isInvalid && i18n.t('changes.everyInvalid')}
      </p>
    </div>
  );
}

/** What must be allowed to hear of changes of a kind. */
const NEEDED: Partial<Record<ChangeKind, Scope>> = {
  activities: 'ACTIVITY:READ',
  calendar: 'CALENDAR:READ',
  wellness: 'WELLNESS:READ',
};

interface KindProps {
  kind: ChangeKind;
  settings: Settings;
  account: Account;
}

/** What is done with changes of a kind. */
function Kind({ kind, settings, account }: KindProps) {
  const { changesTell, changesMark, changesFillFolder } = settings;
  const id = useId();
  const needed = NEEDED[kind];
  const isShut = needed !== undefined && !allows(account, needed);
  return (
    <fieldset class="changes-kind" disabled={isShut} aria-describedby={isShut ? id : undefined}>
      <legend>{i18n.t(`changes.${kind}`)}</legend>
      {isShut && (
        <p class="muted small" id={id}>
          {i18n.t('oauth.needs', { what: scopeWords(needed) })}
        </p>
      )}
      <Tick
        label={i18n.t('changes.tell')}
        checked={changesTell.includes(kind)}
        onChange={wanted => void changeSettings({ changesTell: withKind(changesTell, kind, wanted) })}
      />
      <Tick
        label={i18n.t('changes.mark')}
        checked={changesMark.includes(kind)}
        onChange={wanted => void changeSettings({ changesMark: withKind(changesMark, kind, wanted) })}
      />
      {kind === 'calendar' && (
        <Tick
          label={i18n.t('changes.fill')}
          checked={changesFillFolder}
          onChange={wanted => void changeSettings({ changesFillFolder: wanted })}
        />
      )}
    </fieldset>
  );
}

const withKind = (kinds: ChangeKind[], kind: ChangeKind, wanted: boolean): ChangeKind[] =>
  KINDS.filter(one => (one === kind ? wanted : kinds.includes(one)));
