import { useId, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { accountRequests } from '../../lib/features/account/requests.ts';
import { API_KEY_PAGE } from '../../lib/features/notifications/problem-messages.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Anchor } from '../ui/Anchor.tsx';
import { SecretInput } from './SecretField.tsx';
import { useConnect } from './use-connect.ts';
import './AccountSection.css';

/** Asks for the API key and connects its athlete. What was typed stays when it was not accepted. */
export function ApiKeyForm() {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { connect, checking, problem } = useConnect(input, () =>
    sendRequest(accountRequests, 'connectKey', { key: input.current?.value ?? '' }),
  );
  return (
    <>
      <form class="connect" onSubmit={connect}>
        <label for={id}>{i18n.t('account.keyLabel')}</label>
        <div class="line">
          <SecretInput
            id={id}
            input={input}
            invalid={problem !== undefined}
            describedBy={problem ? `${id}problem` : `${id}steps`}
          />
          <button type="submit" class="button primary" aria-disabled={checking}>
            {checking ? i18n.t('account.checking') : i18n.t('account.connect')}
          </button>
        </div>
        <p id={`${id}problem`} class="connect-problem" role="alert">
          {problem && <ProblemSentence problem={problem} />}
        </p>
      </form>
      <Steps id={`${id}steps`} />
    </>
  );
}

function Steps({ id }: { id: string }) {
  return (
    <>
      <h3 class="connect-how">{i18n.t('account.stepsHeading')}</h3>
      <ol class="connect-steps" id={id}>
        <li>
          <Anchor to={API_KEY_PAGE}>{i18n.t('account.step1')}</Anchor>
        </li>
        <li>{i18n.t('account.step2')}</li>
        <li>{i18n.t('account.step3')}</li>
      </ol>
    </>
  );
}
