import { i18n } from '#i18n';
import { watchLooking } from '../../lib/changes/state.ts';
import { Anchor } from '../Anchor.tsx';
import { number } from '../format.ts';
import { useWatched } from '../use-watched.ts';

/** What the mark on the button is about, for who opens the popup because of it. */
export function ChangesLine() {
  const { unseen = 0 } = useWatched(watchLooking) ?? {};
  if (unseen === 0) return null;
  return <Anchor to="options">{i18n.t('changes.unseen', unseen, [number(unseen)])}</Anchor>;
}
