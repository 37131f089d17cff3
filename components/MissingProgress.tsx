import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { MessageName } from '../lib/messages.ts';
import { send } from '../lib/messages.ts';
import { finishAt } from '../lib/missing/forecast.ts';
import { stillOpen, type Tally, tallyOf } from '../lib/missing/report.ts';
import { watchGate } from '../lib/outbox/gate.ts';
import { SECOND } from '../lib/time.ts';
import { waitsUntil } from '../lib/wait.ts';
import { AskFirst } from './AskFirst.tsx';
import { moment, number, roughly } from './format.ts';
import { MissingReport } from './MissingReport.tsx';
import { tallyWords } from './missing-words.ts';
import { ProgressBar } from './ProgressBar.tsx';
import { ProblemSentence } from './Sentence.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import type { MissingView } from './use-missing.ts';
import { useNow } from './use-now.ts';
import { usePace } from './use-pace.ts';
import { useWatched } from './use-watched.ts';
import './Progress.css';

/** How the sending stands and what it waits for; when it is done, what became of everything. */
export function MissingProgress({ view }: { view: MissingView }) {
  const place = useRef<HTMLDivElement>(null);
  useKeptFocus(place);
  const tally = tallyOf(view.lines);
  const all = view.lines.length;
  const open = stillOpen(tally);
  return (
    <div ref={place}>
      <section class="card progress" aria-label={i18n.t('missing.progress')} data-row="missing" tabIndex={-1}>
        <div class="line spread">
          <p>{open > 0 ? summaryOf(tally, all) : doneWords(tally)}</p>
          {tally.waiting + tally.fetching > 0 && <Buttons view={view} tally={tally} />}
        </div>
        <ProgressBar label={i18n.t('missing.progress')} settled={all - open} all={all} />
        {open > 0 && <Waits view={view} open={open} settled={all - open} />}
        <MissingReport lines={view.lines} done={open === 0} />
      </section>
      {/* Read out once, at the end, and not with every recording. */}
      <p class="visually-hidden" role="status">
        {open > 0 ? '' : doneWords(tally)}
      </p>
    </div>
  );
}

const ask = (name: Extract<MessageName, 'pauseMissing' | 'resumeMissing' | 'cancelMissing'>) => () =>
  void send(name, {}).catch(reportError);

function Buttons({ view: { plan }, tally: { waiting } }: { view: MissingView; tally: Tally }) {
  return (
    <div class="line">
      <button
        type="button"
        class="button slim"
        onClick={ask(plan?.paused ? 'resumeMissing' : 'pauseMissing')}
      >
        {i18n.t(plan?.paused ? 'batch.resume' : 'batch.pause')}
      </button>
      {waiting > 0 && (
        <AskFirst
          label={i18n.t('batch.cancel')}
          question={i18n.t('missing.cancelAsk', waiting, [number(waiting)])}
          yes={i18n.t('missing.cancelYes')}
          no={i18n.t('batch.cancelNo')}
          look="slim quiet"
          onYes={ask('cancelMissing')}
        />
      )}
    </div>
  );
}

/** When it will be done, or why nothing moves. */
function Waits({ view, open, settled }: { view: MissingView; open: number; settled: number }) {
  const now = useNow(SECOND);
  const { plan } = view;
  const gate = useWatched(watchGate);
  // The site or Intervals.icu: whoever has to be waited for.
  const waiting = [plan, gate].find(one => one && waitsUntil(one, now) > 0)?.waiting;
  const shut = gate?.stopped;
  const leftMs = usePace(settled, open, !plan?.paused && !waiting);
  if (plan?.paused) return <p class="progress-wait">{i18n.t('missing.paused')}</p>;
  if (shut) {
    return (
      <p class="progress-wait">
        <ProblemSentence problem={shut} more={i18n.t('batch.stopped')} />
      </p>
    );
  }
  if (gate?.paused) return <p class="progress-wait">{i18n.t('missing.outboxPaused')}</p>;
  if (waiting) {
    return (
      <div class="line spread progress-wait">
        <p>
          <ProblemSentence problem={waiting.problem} />{' '}
          {i18n.t('missing.goesOn', { time: moment(waiting.until, now) })}
        </p>
        {waiting === plan?.waiting && (
          <button type="button" class="button slim" onClick={ask('resumeMissing')}>
            {i18n.t('batch.tryNow')}
          </button>
        )}
      </div>
    );
  }
  return <p class="muted small">{timeWords(view, open, leftMs, now)}</p>;
}

/** Nothing where it would be a guess; where the day's limit is in the way, that first. */
function timeWords(view: MissingView, open: number, leftMs: number | undefined, now: number): string {
  const paceMs = leftMs === undefined ? 2 * SECOND : leftMs / open;
  const at = finishAt({ left: open, paceMs, leftToday: view.leftToday, perDay: view.perDay }, now);
  if (open > view.leftToday) {
    return i18n.t('missing.dayLimit', { n: number(view.leftToday), time: moment(at, now) });
  }
  return leftMs === undefined ? i18n.t('missing.stays') : i18n.t('batch.left', { time: roughly(leftMs) });
}

/** "12 of 40 done · 10 sent · 2 already there" */
function summaryOf(tally: Tally, all: number): string {
  const done = i18n.t('batch.progress', { done: number(all - stillOpen(tally)), all: number(all) });
  return [done, tallyWords(tally)].filter(Boolean).join(' · ');
}

const doneWords = (tally: Tally): string => i18n.t('batch.done', { summary: tallyWords(tally) });
