import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { isSearching } from '../../lib/features/backfill/backfill-search.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { ConnectBanner } from '../account/ConnectBanner.tsx';
import { LoadingOrError } from '../text/LoadingOrError.tsx';
import { BackfillFindings } from './BackfillFindings.tsx';
import { BackfillForm } from './BackfillForm.tsx';
import { BackfillProgress } from './BackfillProgress.tsx';
import { BackfillSearchProgress } from './BackfillSearchProgress.tsx';
import { useBackfill } from './use-backfill.ts';
import './BackfillScreen.css';

/** Finds activities of a site that are missing on Intervals.icu, and sends the selected ones. */
export function BackfillScreen({ account }: { account: Account | null }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // For keyboards and screen readers: begin at the top of this screen.
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <header class="line spread">
        <h1 ref={heading} tabIndex={-1}>
          {i18n.t('missing.heading')}
        </h1>
        <a class="button quiet" href="#uploads">
          {i18n.t('missing.back')}
        </a>
      </header>
      {account ? <BackfillContent athlete={account.athlete.id} /> : <ConnectBanner />}
    </>
  );
}

function BackfillContent({ athlete }: { athlete: string }) {
  const { view, problem } = useBackfill();
  if (!view) return <LoadingOrError problem={problem} />;
  // Findings of another athlete are not shown.
  const search = view.search?.athlete === athlete ? view.search : undefined;
  return (
    <>
      {view.rows.length > 0 && <BackfillProgress view={view} />}
      <BackfillForm busy={search !== undefined && isSearching(search)} isDone={search?.state === 'done'} />
      {search && <BackfillSearchProgress search={search} />}
      {search?.state === 'done' && <BackfillFindings key={search.id} view={view} search={search} />}
    </>
  );
}
