import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { getScopeLabel } from '../../lib/features/account/scope-labels.ts';
import { CHANGE_KINDS, type ChangeKind } from '../../lib/features/change-feed/change.ts';
import { watchFeedState } from '../../lib/features/change-feed/feed-state.ts';
import { type ChangeFeedSettings, changeFeedSettings } from '../../lib/features/change-feed/settings.ts';
import { watchWebhookTopic } from '../../lib/features/change-feed/webhook-topic.ts';
import { hasScope, type Scope } from '../../lib/services/intervals/access.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { CheckboxField } from '../ui/CheckboxField.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { Section } from '../ui/Section.tsx';
import { RecentChanges } from './RecentChanges.tsx';
import { WebhookSetup } from './WebhookSetup.tsx';
import './ChangeFeedSection.css';

/** The settings for changes on Intervals.icu: how Musette learns of them, and what it does then. */
export function ChangeFeedSection({ account }: { account: Account }) {
  const settings = useSubscription(changeFeedSettings.watch);
  const topic = useSubscription(watchWebhookTopic);
  const problem = useSubscription(watchFeedState)?.problem;
  if (!settings || topic === undefined) return null;
  const isOn = settings.watchChanges || topic !== null;
  return (
    <Section heading={i18n.t('changes.heading')}>
      <CheckboxField
        label={i18n.t('changes.watch')}
        hint={i18n.t('changes.watchHint')}
        checked={settings.watchChanges}
        onChange={watchChanges => void changeFeedSettings.update({ watchChanges })}
      />
      {isOn && (
        <>
          <IntervalField
            minutes={settings.changesIntervalMinutes}
            isLimitedByToken={account.kind === 'token' && settings.watchChanges}
          />
          {CHANGE_KINDS.filter(kind => topic || kind !== 'account').map(kind => (
            <ChangeKindOptions key={kind} kind={kind} settings={settings} account={account} />
          ))}
        </>
      )}
      <WebhookSetup topic={topic} />
      {isOn && problem && (
        <p role="alert">
          <ProblemSentence problem={problem} />
        </p>
      )}
      {isOn && <RecentChanges athlete={account.athlete.id} />}
    </Section>
  );
}

interface IntervalFieldProps {
  minutes: number;
  /** Musette checks less often than `minutes`: Intervals.icu allows an app 100 requests a day. */
  isLimitedByToken: boolean;
}

function IntervalField({ minutes, isLimitedByToken }: IntervalFieldProps) {
  const id = useId();
  const [isInvalid, setInvalid] = useState(false);
  const change = (changesIntervalMinutes: number | undefined) => {
    setInvalid(changesIntervalMinutes === undefined);
    if (changesIntervalMinutes !== undefined) void changeFeedSettings.update({ changesIntervalMinutes });
  };
  return (
    <div>
      <div class="line">
        <label for={id}>{i18n.t('changes.every')}</label>
        <NumberField id={id} min={5} max={1440} value={minutes} describedBy={`${id}unit`} onChange={change} />
        <span id={`${id}unit`}>{i18n.t('changes.minutes')}</span>
      </div>
      {isLimitedByToken && <p class="muted small">{i18n.t('changes.everyOfApp')}</p>}
      <p role="status" class="small">
        {isInvalid && i18n.t('changes.everyInvalid')}
      </p>
    </div>
  );
}

/** The permission that changes of a kind need. */
const SCOPE_BY_KIND: Partial<Record<ChangeKind, Scope>> = {
  activities: 'ACTIVITY:READ',
  calendar: 'CALENDAR:READ',
  wellness: 'WELLNESS:READ',
};

interface ChangeKindOptionsProps {
  kind: ChangeKind;
  settings: ChangeFeedSettings;
  account: Account;
}

/** What Musette does about changes of a kind. */
function ChangeKindOptions({ kind, settings, account }: ChangeKindOptionsProps) {
  const { changesNotify, changesBadge, changesSyncFolder } = settings;
  const id = useId();
  const requiredScope = SCOPE_BY_KIND[kind];
  const isDenied = requiredScope !== undefined && !hasScope(account, requiredScope);
  return (
    <fieldset class="changes-kind" disabled={isDenied} aria-describedby={isDenied ? id : undefined}>
      <legend>{i18n.t(`changes.${kind}`)}</legend>
      {isDenied && (
        <p class="muted small" id={id}>
          {i18n.t('oauth.needs', { what: getScopeLabel(requiredScope) })}
        </p>
      )}
      <Checkbox
        label={i18n.t('changes.tell')}
        checked={changesNotify.includes(kind)}
        onChange={wanted => void changeFeedSettings.update({ changesNotify: withKind(changesNotify, kind, wanted) })}
      />
      <Checkbox
        label={i18n.t('changes.mark')}
        checked={changesBadge.includes(kind)}
        onChange={wanted => void changeFeedSettings.update({ changesBadge: withKind(changesBadge, kind, wanted) })}
      />
      {kind === 'calendar' && (
        <Checkbox
          label={i18n.t('changes.fill')}
          checked={changesSyncFolder}
          onChange={wanted => void changeFeedSettings.update({ changesSyncFolder: wanted })}
        />
      )}
    </fieldset>
  );
}

const withKind = (kinds: ChangeKind[], kind: ChangeKind, wanted: boolean): ChangeKind[] =>
  CHANGE_KINDS.filter(one => (one === kind ? wanted : kinds.includes(one)));
