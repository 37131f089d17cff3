import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { TopicFacts } from '../../lib/changes/topic.ts';
import { send } from '../../lib/messages.ts';
import { number } from '../format.ts';
import { ProblemSentence } from '../Sentence.tsx';
import { useActions } from '../use-actions.ts';
import { TopicForm } from './TopicForm.tsx';

/** The id under which the one thing that may be under way is known. */
const WORK = 'topic';

/** Webhooks, for those with an app of their own: how to set them up, or how they stand. */
export function TopicPart({ topic }: { topic: TopicFacts | null }) {
  const [isOpen, setOpen] = useState(false);
  const state = topic ? 'following' : isOpen ? 'open' : 'closed';
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(state);
  // The button that was pressed is gone: who works by keyboard goes on from here.
  useEffect(() => {
    if (before.current !== state && document.activeElement === document.body) place.current?.focus();
    before.current = state;
  }, [state]);
  const close = () => setOpen(false);
  return (
    <div class="section-part" ref={place} tabIndex={-1}>
      <h3>{i18n.t('changes.topicHeading')}</h3>
      {topic ? (
        <Following topic={topic} onLeft={close} />
      ) : (
        <>
          <p class="muted small">{i18n.t('changes.topicIntro')}</p>
          {isOpen ? <TopicForm /> : <Open onOpen={() => setOpen(true)} />}
        </>
      )}
    </div>
  );
}

const Open = ({ onOpen }: { onOpen: () => void }) => (
  <button type="button" class="button" aria-expanded={false} onClick={onOpen}>
    {i18n.t('changes.setUp')}
  </button>
);

interface FollowingProps {
  topic: TopicFacts;
  onLeft: () => void;
}

function Following({ topic: { server, name }, onLeft }: FollowingProps) {
  const { run, busy, problems } = useActions();
  const [said, setSaid] = useState('');
  const problem = problems.get(WORK);
  const test = async () => {
    setSaid('');
    setSaid(findingOf(await send('lookForChanges', {})));
  };
  const leave = async () => {
    onLeft();
    await send('leaveTopic', {});
  };
  return (
    <>
      <p>{i18n.t('changes.following', { address: `${server}/${name}` })}</p>
      <div class="line">
        <button type="button" class="button" aria-disabled={busy.has(WORK)} onClick={() => run(WORK, test)}>
          {i18n.t('changes.test')}
        </button>
        <button type="button" class="button" onClick={() => run(WORK, leave)}>
          {i18n.t('changes.leave')}
        </button>
      </div>
      <p role="status" class="small">
        {said}
      </p>
      {problem && (
        <p role="alert">
          <ProblemSentence problem={problem} />
        </p>
      )}
    </>
  );
}

/** What was in the topic. */
function findingOf({ messages, genuine }: { messages: number; genuine: number }): string {
  if (messages === 0) return i18n.t('changes.testNothing');
  if (genuine === 0) return i18n.t('changes.testForeign', messages, [number(messages)]);
  return i18n.t('changes.testHeard', genuine, [number(genuine)]);
}
