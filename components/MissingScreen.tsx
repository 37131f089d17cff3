import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Account } from '../lib/credentials.ts';
import { isLooking } from '../lib/missing/search.ts';
import { ConnectBanner } from './GateBanners.tsx';
import { MissingFindings } from './MissingFindings.tsx';
import { MissingForm } from './MissingForm.tsx';
import { MissingLooking } from './MissingLooking.tsx';
import { MissingProgress } from './MissingProgress.tsx';
import { Unread } from './Unread.tsx';
import { useMissing } from './use-missing.ts';
import './MissingScreen.css';

/** What a site has and Intervals.icu has not: looked for, chosen, sent. */
export function MissingScreen({ account }: { account: Account | null }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever came by keyboard or with a screen reader begins at the top of the screen, not of the page before.
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <header class="line spread">
        <h1 ref={heading} tabIndex={-1}>
          {i18n.t('missing.heading')}
        </h1>
        <a class="button quiet" href="#outbox">
          {i18n.t('missing.back')}
        </a>
      </header>
      {account ? <Missing athlete={account.athlete.id} /> : <ConnectBanner />}
    </>
  );
}

function Missing({ athlete }: { athlete: string }) {
  const { view, problem } = useMissing();
  if (!view) return <Unread problem={problem} />;
  // What was found for another athlete says nothing about this one.
  const search = view.search?.athlete === athlete ? view.search : undefined;
  return (
    <>
      {view.lines.length > 0 && <MissingProgress view={view} />}
      <MissingForm busy={search !== undefined && isLooking(search)} isDone={search?.state === 'done'} />
      {search && <MissingLooking search={search} />}
      {search?.state === 'done' && <MissingFindings key={search.id} view={view} search={search} />}
    </>
  );
}
