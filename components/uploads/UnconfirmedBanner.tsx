import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { getUnconfirmedUploads } from '../../lib/features/uploads/upload-store.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { liveQuery } from '../hooks/live-query.ts';
import { useActions } from '../hooks/use-actions.ts';
import { Banner } from '../ui/Banner.tsx';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';
import { FocusScope } from '../ui/FocusScope.tsx';
import { uploadActions } from './upload-actions.ts';

/** Answers for all recordings that wait for "Upload" or "Remove", when there are several: a season of downloads is one decision. */
export function UnconfirmedBanner({ athlete }: { athlete: string }) {
  const ids = useUnconfirmedIds(athlete);
  const { run, busy } = useActions();
  const wasShown = useRef(false);
  wasShown.current ||= ids.length > 1;
  if (!wasShown.current) return null;
  const isBusy = busy.has(ANSWER);
  return (
    <FocusScope>
      {ids.length > 1 && (
        <Banner
          tone="plain"
          actions={
            <>
              <button
                type="button"
                class="button slim"
                aria-disabled={isBusy}
                onClick={() => run(ANSWER, () => uploadActions.confirm(...ids))}
              >
                {i18n.t('unconfirmed.confirmAll')}
              </button>
              <ConfirmButton
                class="slim"
                label={i18n.t('unconfirmed.removeAll')}
                question={i18n.t('unconfirmed.removeAsk', ids.length, [formatNumber(ids.length)])}
                confirmLabel={i18n.t('action.remove')}
                cancelLabel={i18n.t('batch.cancelNo')}
                busy={isBusy}
                onConfirm={() => run(ANSWER, () => uploadActions.remove(...ids))}
              />
            </>
          }
        >
          {i18n.t('unconfirmed.waiting', ids.length, [formatNumber(ids.length)])}
        </Banner>
      )}
    </FocusScope>
  );
}

const ANSWER = 'answer';

function useUnconfirmedIds(athlete: string): string[] {
  const [ids, setIds] = useState<string[]>([]);
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const uploads = await getUnconfirmedUploads(athlete);
      if (isCurrent()) setIds(uploads.map(({ id }) => id));
    };
    // The list below says when the outbox cannot be read.
    return liveQuery(read, () => setIds([]), ['outbox']);
  }, [athlete]);
  return ids;
}
