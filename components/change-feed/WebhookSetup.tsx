import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { changeFeedRequests } from '../../lib/features/change-feed/requests.ts';
import type { WebhookTopicInfo } from '../../lib/features/change-feed/webhook-topic.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { useActions } from '../hooks/use-actions.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { WebhookForm } from './WebhookForm.tsx';

/** The id of the one action that may run. */
const ACTION_ID = 'topic';

/** Webhooks, for athletes with their own app: how to set them up, or their state. */
export function WebhookSetup({ topic }: { topic: WebhookTopicInfo | null }) {
  const [isOpen, setOpen] = useState(false);
  const state = topic ? 'following' : isOpen ? 'open' : 'closed';
  const container = useRef<HTMLDivElement>(null);
  const before = useRef(state);
  // The pressed button is gone: keyboards continue from here.
  useEffect(() => {
    if (before.current !== state && document.activeElement === document.body) container.current?.focus();
    before.current = state;
  }, [state]);
  const close = () => setOpen(false);
  return (
    <div class="section-part" ref={container} tabIndex={-1}>
      <h3>{i18n.t('changes.topicHeading')}</h3>
      {topic ? (
        <Subscription topic={topic} onUnsubscribed={close} />
      ) : (
        <>
          <p class="muted small">{i18n.t('changes.topicIntro')}</p>
          {isOpen ? <WebhookForm /> : <SetUpButton onOpen={() => setOpen(true)} />}
        </>
      )}
    </div>
  );
}

const SetUpButton = ({ onOpen }: { onOpen: () => void }) => (
  <button type="button" class="button" aria-expanded={false} onClick={onOpen}>
    {i18n.t('changes.setUp')}
  </button>
);

interface SubscriptionProps {
  topic: WebhookTopicInfo;
  onUnsubscribed: () => void;
}

function Subscription({ topic: { server, name }, onUnsubscribed }: SubscriptionProps) {
  const { run, busy, problems } = useActions();
  const [status, setStatus] = useState('');
  const problem = problems.get(ACTION_ID);
  const test = async () => {
    setStatus('');
    setStatus(getTestResult(await sendRequest(changeFeedRequests, 'sync', {})));
  };
  const unsubscribe = async () => {
    onUnsubscribed();
    await sendRequest(changeFeedRequests, 'unsubscribeTopic', {});
  };
  return (
    <>
      <p>{i18n.t('changes.following', { address: `${server}/${name}` })}</p>
      <div class="line">
        <button type="button" class="button" aria-disabled={busy.has(ACTION_ID)} onClick={() => run(ACTION_ID, test)}>
          {i18n.t('changes.test')}
        </button>
        <button type="button" class="button" onClick={() => run(ACTION_ID, unsubscribe)}>
          {i18n.t('changes.leave')}
        </button>
      </div>
      <p role="status" class="small">
        {status}
      </p>
      {problem && (
        <p role="alert">
          <ProblemSentence problem={problem} />
        </p>
      )}
    </>
  );
}

/** The result of a test: what was in the topic. */
function getTestResult({ messages, genuine }: { messages: number; genuine: number }): string {
  if (messages === 0) return i18n.t('changes.testNothing');
  if (genuine === 0) return i18n.t('changes.testForeign', messages, [formatNumber(messages)]);
  return i18n.t('changes.testHeard', genuine, [formatNumber(genuine)]);
}
