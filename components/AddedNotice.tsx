import { i18n } from '#i18n';
import { number } from './format.ts';
import { ProblemSentence } from './Sentence.tsx';
import type { AddedNews, Adding } from './use-adding.ts';
import './AddedNotice.css';

/** What became of the files that were chosen or dropped. The region is always there, so that it is read when it fills. */
export function AddedNotice({ busy, underWay, news, dismiss }: Omit<Adding, 'add'>) {
  return (
    <div class="added" role="status">
      {busy && (
        <p class="muted">
          {underWay > 0 ? i18n.t('added.reading', underWay, [number(underWay)]) : i18n.t('choose.reading')}
        </p>
      )}
      {!busy && news && (
        <div class="added-news">
          <div>
            {news.problem ? <ProblemSentence problem={news.problem} /> : <p>{summaryOf(news)}</p>}
            <Lost lost={news.lost} />
          </div>
          <button type="button" class="button slim quiet" onClick={dismiss}>
            {i18n.t('added.dismiss')}
          </button>
        </div>
      )}
    </div>
  );
}

function Lost({ lost }: Pick<AddedNews, 'lost'>) {
  if (lost.length === 0) return null;
  return (
    <>
      <p class="added-bad">{i18n.t('added.lost', lost.length, [number(lost.length)])}</p>
      <ul class="added-lost small">
        {lost.map(({ name, problem }, n) => (
          <li key={n}>
            <b>{name}</b> <ProblemSentence problem={problem} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** "18 recordings added, 2 were in the outbox already" */
function summaryOf({ added, known, passedOver, leftOut, lost }: AddedNews): string {
  const parts = [
    added > 0 && i18n.t('added.added', added, [number(added)]),
    known > 0 && i18n.t('added.known', known, [number(known)]),
    passedOver > 0 && i18n.t('added.passedOver', passedOver, [number(passedOver)]),
    leftOut > 0 && i18n.t('added.leftOut', leftOut, [number(leftOut)]),
  ].filter(part => part !== false);
  if (added + known === 0 && lost.length === 0) parts.unshift(i18n.t('added.nothing'));
  return parts.join(' · ');
}
