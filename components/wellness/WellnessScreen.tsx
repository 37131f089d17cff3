import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { getDateInZone } from '../../lib/platform/calendar-date.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import { hasScope } from '../../lib/services/intervals/access.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { ConnectBanner } from '../account/ConnectBanner.tsx';
import { useNow } from '../hooks/use-now.ts';
import { ImportWellness } from './import/ImportWellness.tsx';
import { LastWriteBanner } from './LastWriteBanner.tsx';
import { WellnessDays } from './WellnessDays.tsx';
import { WellnessRangeNav } from './WellnessRangeNav.tsx';
import { resolveWellnessRange, type WellnessRangeSelection } from './wellness-range.ts';

/** The athlete's wellness, day by day: shown, edited, imported and exported. */
export function WellnessScreen({ account }: { account: Account | null }) {
  return account ? (
    <Wellness key={account.athlete.id} account={account} />
  ) : (
    <>
      <h1>{i18n.t('wellness.heading')}</h1>
      <ConnectBanner />
    </>
  );
}

function Wellness({ account }: { account: Account }) {
  const { timezone } = account.athlete;
  // Days follow the athlete's time zone, not the browser's.
  const today = getDateInZone(timezone, useNow(MINUTE));
  const [shown, setShown] = useState<WellnessRangeSelection>({ mode: 'month', day: today });
  const range = resolveWellnessRange(shown, today);
  return (
    <>
      <header class="line spread">
        <h1>{i18n.t('wellness.heading')}</h1>
        {hasScope(account, 'WELLNESS:WRITE') && (
          <ImportWellness account={account} today={today} onWritten={day => setShown({ mode: 'month', day })} />
        )}
      </header>
      <LastWriteBanner account={account} />
      <WellnessRangeNav shown={shown} today={today} range={range} onShow={setShown} />
      {range && <WellnessDays account={account} range={range} today={today} />}
    </>
  );
}
