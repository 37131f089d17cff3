import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { accountRequests } from '../../lib/features/account/requests.ts';
import { getAreaPermissionLabel } from '../../lib/features/account/scope-labels.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { USED_AREAS, type UsedArea } from '../../lib/services/intervals/access.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { RedirectUrlField } from './RedirectUrlField.tsx';
import { SecretField } from './SecretField.tsx';
import { useConnect } from './use-connect.ts';

interface Props {
  /** The app that was let in before; its secret need not be typed again. */
  knownClientId: string | undefined;
}

/** Asks for an app of the athlete's own and what it may do, and connects whoever lets it in. */
export function OAuthAppForm({ knownClientId = '' }: Props) {
  const id = useId();
  const secret = useRef<HTMLInputElement>(null);
  const [clientId, setClientId] = useState(knownClientId);
  const [areas, setAreas] = useState<readonly UsedArea[]>(USED_AREAS);
  const { connect, checking, problem } = useConnect(secret, () =>
    sendRequest(accountRequests, 'connectApp', {
      clientId: clientId.trim(),
      secret: secret.current?.value.trim() ?? '',
      areas: [...areas],
    }),
  );
  const hasStoredSecret = knownClientId !== '' && clientId.trim() === knownClientId;
  return (
    <form class="connect" onSubmit={areas.length > 0 ? connect : event => event.preventDefault()}>
      <RedirectUrlField />
      <label for={id}>{i18n.t('oauth.clientId')}</label>
      <input
        id={id}
        class="field connect-key"
        autocomplete="off"
        spellcheck={false}
        required
        value={clientId}
        onInput={event => setClientId(event.currentTarget.value)}
      />
      <SecretField
        id={`${id}secret`}
        label={i18n.t('oauth.secret')}
        input={secret}
        required={!hasStoredSecret}
        invalid={problem !== undefined}
        describedBy={problem ? `${id}problem` : `${id}kept`}
      />
      <p class="muted small" id={`${id}kept`}>
        {hasStoredSecret && i18n.t('oauth.secretKept')}
      </p>
      <AreaChoices checked={areas} onChange={setAreas} />
      <p id={`${id}problem`} class="connect-problem" role="alert">
        {problem && <ProblemSentence problem={problem} />}
      </p>
      <p>
        <button type="submit" class="button" aria-disabled={checking || areas.length === 0}>
          {checking ? i18n.t('oauth.waiting') : i18n.t('oauth.connect')}
        </button>
      </p>
    </form>
  );
}

interface AreaChoicesProps {
  checked: readonly UsedArea[];
  onChange: (areas: readonly UsedArea[]) => void;
}

function AreaChoices({ checked, onChange }: AreaChoicesProps) {
  const tick = (area: UsedArea, on: boolean) =>
    onChange(USED_AREAS.filter(one => (one === area ? on : checked.includes(one))));
  return (
    <fieldset class="pick">
      <legend>{i18n.t('oauth.ask')}</legend>
      {USED_AREAS.map(area => (
        <Checkbox
          key={area}
          label={getAreaPermissionLabel(area)}
          checked={checked.includes(area)}
          onChange={on => tick(area, on)}
        />
      ))}
      <p class="small" role="status">
        {checked.length === 0 && i18n.t('oauth.nothingTicked')}
      </p>
    </fieldset>
  );
}
