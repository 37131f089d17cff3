import { i18n } from '#i18n';
import type { Change } from '../../lib/changes/change.ts';
import { notify } from '../tell-problem.ts';
import { messageOf, placeOf } from './change-words.ts';

/** Tells a person of a look's news in one notification. A click leads to what changed, or to the list of it. */
export async function tellChanges(news: readonly Change[]): Promise<void> {
  const [first] = news;
  const place = news.length === 1 && first ? placeOf(first) : undefined;
  const title = i18n.t('changes.heading');
  await notify({ about: 'news', title, message: messageOf(news), to: place ?? 'options' });
}
