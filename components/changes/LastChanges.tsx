import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { changeLooking } from '../../lib/changes/state.ts';
import { lastTold, type Told } from '../../lib/changes/store.ts';
import { MINUTE } from '../../lib/time.ts';
import { Anchor } from '../Anchor.tsx';
import { recently } from '../format.ts';
import { keepReading } from '../keep-reading.ts';
import { useNow } from '../use-now.ts';
import { placeOf, sentenceOf } from './change-words.ts';

/** As many as one looks at. */
const SHOWN = 10;

/** What happened lately, newest first. Who sees it has seen it: the mark on the button goes. */
export function LastChanges({ athlete }: { athlete: string }) {
  const told = useTold(athlete);
  const now = useNow(MINUTE);
  if (!told) return null;
  return (
    <div class="section-part">
      <h3>{i18n.t('changes.happened')}</h3>
      {told.length === 0 && <p class="muted small">{i18n.t('changes.nothing')}</p>}
      <ul class="changes-list" aria-live="polite">
        {told.map(({ atMs, change }) => (
          <li key={`${atMs} ${change.timestamp} ${sentenceOf(change)}`}>
            <What change={change} /> <span class="muted small">{recently(atMs, now)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function What({ change }: Pick<Told, 'change'>) {
  const place = placeOf(change);
  if (!place) return <span>{sentenceOf(change)}</span>;
  return <Anchor to={place}>{sentenceOf(change)}</Anchor>;
}

function useTold(athlete: string): Told[] | undefined {
  const [told, setTold] = useState<Told[]>();
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const rows = await lastTold(athlete, SHOWN);
      if (!isCurrent()) return;
      setTold(rows);
      await changeLooking(state => ({ ...state, unseen: 0 }));
    };
    return keepReading(read, reportError, ['changes']);
  }, [athlete]);
  return told;
}
