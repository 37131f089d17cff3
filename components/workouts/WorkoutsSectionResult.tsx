import { i18n } from '#i18n';
import type { Filled, FolderState } from '../../lib/workouts/folder/state.ts';
import { moment, number, recently } from '../format.ts';
import { ProgressBar } from '../ProgressBar.tsx';
import { wordsFor } from '../words.ts';

/** What was done to the folder last, what was left alone and why, and when it is looked at next. */
export function WorkoutsSectionResult({
  state: { last, nextAtMs, problem, doing },
  isBusy,
  now,
}: {
  state: FolderState;
  isBusy: boolean;
  now: number;
}) {
  return (
    <>
      <p role="status">
        {isBusy && i18n.t('folder.syncing')}
        {!isBusy && last && sentencesOf(last, now).join(' ')}{' '}
        {!isBusy &&
          nextAtMs !== undefined &&
          nextAtMs > now &&
          i18n.t(problem ? 'folder.again' : 'folder.next', { time: moment(nextAtMs, now) })}
      </p>
      {isBusy && doing && (
        <ProgressBar label={i18n.t('folder.syncing')} settled={doing.done} all={doing.all} />
      )}
      {last && last.failed.length > 0 && (
        <Files heading={i18n.t('folder.failed')}>
          {last.failed.map(({ name, problem }) => ({ name, why: wordsFor(problem).sentence }))}
        </Files>
      )}
      {last && last.left.length > 0 && (
        <Files heading={i18n.t('folder.left')}>
          {last.left.map(({ name, why }) => ({ name, why: i18n.t(`folder.${why}`) }))}
        </Files>
      )}
    </>
  );
}

function sentencesOf({ atMs, files, written, removed }: Filled, now: number): string[] {
  const changes = [
    written > 0 && i18n.t('folder.wrote', written, [number(written)]),
    removed > 0 && i18n.t('folder.removed', removed, [number(removed)]),
  ].filter(change => typeof change === 'string');
  return [
    i18n.t('folder.holds', files, [number(files)]),
    i18n.t('folder.at', { time: recently(atMs, now) }),
    changes.length > 0 ? `${changes.join(', ')}.` : i18n.t('folder.same'),
  ];
}

function Files({ heading, children }: { heading: string; children: { name: string; why: string }[] }) {
  return (
    <div>
      <h4>{heading}</h4>
      <ul class="folder-files small">
        {children.map(({ name, why }) => (
          <li key={name}>
            <strong>{name}</strong> <span class="muted">{why}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
