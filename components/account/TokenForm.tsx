import { useId, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { accountRequests } from '../../lib/features/account/requests.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { SecretField } from './SecretField.tsx';
import { useConnect } from './use-connect.ts';

/** Asks for a token that an app was given elsewhere, and connects its athlete. */
export function TokenForm() {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { connect, checking, problem } = useConnect(input, () =>
    sendRequest(accountRequests, 'connectToken', { token: input.current?.value ?? '' }),
  );
  return (
    <form class="connect" onSubmit={connect}>
      <h3>{i18n.t('oauth.tokenHeading')}</h3>
      <p class="muted small" id={`${id}hint`}>
        {i18n.t('oauth.tokenHint')}
      </p>
      <SecretField
        id={id}
        label={i18n.t('oauth.token')}
        input={input}
        invalid={problem !== undefined}
        describedBy={problem ? `${id}problem` : `${id}hint`}
      />
      <p id={`${id}problem`} class="connect-problem" role="alert">
        {problem && <ProblemSentence problem={problem} />}
      </p>
      <p>
        <button type="submit" class="button" aria-disabled={checking}>
          {checking ? i18n.t('account.checking') : i18n.t('oauth.connectToken')}
        </button>
      </p>
    </form>
  );
}
