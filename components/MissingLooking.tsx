import { i18n } from '#i18n';
import { send } from '../lib/messages.ts';
import { isLooking, type Search } from '../lib/missing/search.ts';
import { expectSource } from '../lib/sources/registry.ts';
import { DAY } from '../lib/time.ts';
import { Banner } from './Banner.tsx';
import { date, number } from './format.ts';
import { ProblemSentence } from './Sentence.tsx';

/** How far the search has come, or why it ended. */
export function MissingLooking({ search }: { search: Search }) {
  if (search.state === 'failed' && search.problem) {
    return (
      <Banner tone="bad">
        <ProblemSentence problem={search.problem} />
      </Banner>
    );
  }
  if (search.state === 'cancelled') return <p role="status">{i18n.t('missing.cancelled')}</p>;
  if (!isLooking(search)) return null;
  return (
    <section class="card progress" aria-label={i18n.t('missing.looking')}>
      <div class="line spread">
        <p role="status">{readSoFar(search)}</p>
        <button
          type="button"
          class="button slim"
          onClick={() => void send('stopFinding', {}).catch(reportError)}
        >
          {i18n.t('missing.cancel')}
        </button>
      </div>
      {search.toMs - search.fromMs < LONGEST_MS && <Bar search={search} />}
    </section>
  );
}

function readSoFar({ site, state, read, reachedMs }: Search): string {
  if (state === 'comparing') return i18n.t('missing.comparing', { n: number(read) });
  const { label } = expectSource(site);
  if (reachedMs === undefined) return i18n.t('missing.reading', { site: label });
  return i18n.t('missing.readTo', { n: number(read), day: date(reachedMs) });
}

/** Of a stretch that begins before there was anything, no share means anything. */
const LONGEST_MS = 15 * 365 * DAY;

/** By time, where the stretch has a known length: nobody says how many activities there are. */
function Bar({ search: { fromMs, toMs, reachedMs = toMs, state } }: { search: Search }) {
  const share = state === 'comparing' ? 100 : Math.round((100 * (toMs - reachedMs)) / (toMs - fromMs));
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
