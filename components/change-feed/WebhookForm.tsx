import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { changeFeedRequests } from '../../lib/features/change-feed/requests.ts';
import { API_KEY_PAGE } from '../../lib/features/notifications/problem-messages.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { hostPermission } from '../../lib/platform/permissions.ts';
import { usePermissionRequest } from '../capture/CaptureSection.tsx';
import { useActions } from '../hooks/use-actions.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Anchor } from '../ui/Anchor.tsx';
import { CopyField } from '../ui/CopyField.tsx';

const PUBLIC_SERVER = 'https://ntfy.sh';

/** How webhooks are set up, in three steps, and what that means for whose data goes where. */
export function WebhookForm() {
  const id = useId();
  const [name] = useState(randomName);
  const [server, setServer] = useState(PUBLIC_SERVER);
  const origin = parseServerOrigin(server);
  const secret = useRef<HTMLInputElement>(null);
  const token = useRef<HTMLInputElement>(null);
  const { refused, ask } = usePermissionRequest();
  const { run, problems } = useActions();
  const problem = problems.get(id);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!origin) return;
    const secrets = {
      secret: secret.current?.value.trim() ?? '',
      token: token.current?.value.trim() || undefined,
    };
    void ask(hostPermission(new URL(origin).hostname), async () =>
      run(id, () => sendRequest(changeFeedRequests, 'subscribeTopic', { server: origin, name, ...secrets })),
    );
  };
  return (
    <form class="section-part" onSubmit={submit}>
      <p>{i18n.t('changes.topicPrivacy', { server: origin ? new URL(origin).host : server })}</p>
      <ol class="changes-steps">
        <li>
          <Anchor to={API_KEY_PAGE}>{i18n.t('changes.step1')}</Anchor> {i18n.t('changes.step1More')}
        </li>
        <li>
          <label for={`${id}address`}>{i18n.t('changes.step2')}</label>
          <CopyField id={`${id}address`} text={`${origin ?? PUBLIC_SERVER}/${name}`} />
        </li>
        <li>
          <label for={`${id}secret`}>{i18n.t('changes.step3')}</label>
          <input
            id={`${id}secret`}
            ref={secret}
            class="field"
            type="password"
            autocomplete="off"
            spellcheck={false}
            required
          />
        </li>
      </ol>
      <details>
        <summary>{i18n.t('changes.ownServer')}</summary>
        <div class="section-part">
          <label for={`${id}server`}>{i18n.t('changes.server')}</label>
          <input
            id={`${id}server`}
            class="field"
            type="url"
            pattern="https://.+"
            required
            value={server}
            onInput={event => setServer(event.currentTarget.value)}
          />
          <label for={`${id}token`}>{i18n.t('changes.token')}</label>
          <input id={`${id}token`} ref={token} class="field" type="password" autocomplete="off" />
        </div>
      </details>
      <button type="submit" class="button">
        {i18n.t('changes.follow')}
      </button>
      <p role="alert" class="small">
        {refused && i18n.t('changes.refused')}
        {problem && <ProblemSentence problem={problem} />}
      </p>
    </form>
  );
}

/** Whoever knows a topic's name can read it, so nobody must guess it: 128 bits. */
const randomName = (): string =>
  `musette-${Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')}`;

/** The server that was typed; undefined where that is none that can be trusted with a name. */
function parseServerOrigin(typed: string): string | undefined {
  const url = URL.parse(typed);
  return url?.protocol === 'https:' && !url.username && !url.password ? url.origin : undefined;
}
