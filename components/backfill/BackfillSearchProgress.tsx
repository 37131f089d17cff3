import { i18n } from '#i18n';
import { type BackfillSearch, isSearching } from '../../lib/features/backfill/backfill-search.ts';
import { backfillRequests } from '../../lib/features/backfill/requests.ts';
import { formatDate, formatNumber } from '../../lib/platform/format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { DAY } from '../../lib/platform/time.ts';
import { requireSite } from '../../lib/services/sites/registry.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Banner } from '../ui/Banner.tsx';

/** The progress of the search, or why it ended. */
export function BackfillSearchProgress({ search }: { search: BackfillSearch }) {
  if (search.state === 'failed' && search.problem) {
    return (
      <Banner tone="bad">
        <ProblemSentence problem={search.problem} />
      </Banner>
    );
  }
  if (search.state === 'cancelled') return <p role="status">{i18n.t('missing.cancelled')}</p>;
  if (!isSearching(search)) return null;
  return (
    <section class="card progress" aria-label={i18n.t('missing.looking')}>
      <div class="line spread">
        <p role="status">{getSearchStatus(search)}</p>
        <button
          type="button"
          class="button slim"
          onClick={() => void sendRequest(backfillRequests, 'stopSearch', {}).catch(reportError)}
        >
          {i18n.t('missing.cancel')}
        </button>
      </div>
      {search.toMs - search.fromMs < MAX_RANGE_MS && <SearchProgressBar search={search} />}
    </section>
  );
}

function getSearchStatus({ site, state, readCount, oldestStartMs }: BackfillSearch): string {
  if (state === 'comparing') return i18n.t('missing.comparing', { n: formatNumber(readCount) });
  const { label } = requireSite(site);
  if (oldestStartMs === undefined) return i18n.t('missing.reading', { site: label });
  return i18n.t('missing.readTo', { n: formatNumber(readCount), day: formatDate(oldestStartMs) });
}

/** A longer range begins before the first recording: a share of it means nothing. */
const MAX_RANGE_MS = 15 * 365 * DAY;

/** By time: a site does not say how many activities there are. */
function SearchProgressBar({ search: { fromMs, toMs, oldestStartMs = toMs, state } }: { search: BackfillSearch }) {
  const share = state === 'comparing' ? 100 : Math.round((100 * (toMs - oldestStartMs)) / (toMs - fromMs));
  return (
    <div
      class="progress-bar"
      role="progressbar"
      aria-label={i18n.t('missing.looking')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share}
    >
      <div class="progress-done" style={{ inlineSize: `${share}%` }} />
    </div>
  );
}
