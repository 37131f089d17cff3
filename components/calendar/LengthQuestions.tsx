import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { CalendarOperation } from '../../lib/features/calendar/calendar-operation.ts';
import { closeLengthQuestions, getLengthQuestions } from '../../lib/features/calendar/operation-log.ts';
import { calendarRequests } from '../../lib/features/calendar/requests.ts';
import { formatLongDay, formatNumber } from '../../lib/platform/format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { liveQuery } from '../hooks/live-query.ts';
import { useActions } from '../hooks/use-actions.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Banner } from '../ui/Banner.tsx';
import { FocusScope } from '../ui/FocusScope.tsx';
import { formatExactDuration } from './format-quantities.ts';

/** Asks about workouts that Intervals.icu made of another length. The questions are stored until they are answered. */
export function LengthQuestions({ athlete }: { athlete: string }) {
  const questions = useLengthQuestions(athlete);
  const { run, busy, problems } = useActions();
  if (questions.length === 0) {
    return (
      <FocusScope>
        <div role="status" />
      </FocusScope>
    );
  }
  const keepAll = () => void closeLengthQuestions(athlete, () => true);
  const [problem] = problems.values();
  return (
    <FocusScope>
      <Banner tone="wait">
        <p>{i18n.t('plan.otherLength', questions.length, [formatNumber(questions.length)])}</p>
        <ul class="length-questions">
          {questions.map(operation => (
            <LengthQuestion
              key={operation.id}
              operation={operation}
              busy={busy.has(operation.id)}
              onKeep={() => void closeLengthQuestions(athlete, ({ id }) => id === operation.id)}
              onRemove={() =>
                run(operation.id, () =>
                  sendRequest(calendarRequests, 'removeAdded', { athlete, operation: operation.id }),
                )
              }
            />
          ))}
        </ul>
        {/* Last: an answered question passes the focus on to the next one, and not to all of them. */}
        {questions.length > 1 && (
          <p class="length-questions-all">
            <button type="button" class="button slim" onClick={keepAll}>
              {i18n.t('plan.keepAll')}
            </button>
          </p>
        )}
        {problem && (
          <p role="alert">
            <ProblemSentence problem={problem} />
          </p>
        )}
      </Banner>
    </FocusScope>
  );
}

interface QuestionProps {
  operation: CalendarOperation;
  busy: boolean;
  onKeep: () => void;
  onRemove: () => void;
}

function LengthQuestion({ operation: { name, change }, busy, onKeep, onRemove }: QuestionProps) {
  if (!('lengths' in change) || !change.lengths) return null;
  const { day, lengths } = change;
  const made = formatExactDuration(lengths.madeSecs);
  const expected = formatExactDuration(lengths.expectedSecs);
  return (
    <li class="line spread">
      <span>{i18n.t('plan.lengths', { name, day: formatLongDay(day), made, expected })}</span>
      <span class="line">
        <button type="button" class="button slim" aria-label={i18n.t('plan.keepNamed', { name })} onClick={onKeep}>
          {i18n.t('plan.keep')}
        </button>
        <button
          type="button"
          class="button slim"
          aria-label={i18n.t('plan.takeOffNamed', { name })}
          aria-disabled={busy}
          onClick={onRemove}
        >
          {busy ? i18n.t('plan.takingOff') : i18n.t('plan.takeOff')}
        </button>
      </span>
    </li>
  );
}

function useLengthQuestions(athlete: string): CalendarOperation[] {
  const [questions, setQuestions] = useState<CalendarOperation[]>([]);
  useEffect(
    () =>
      liveQuery(
        async isCurrent => {
          const found = await getLengthQuestions(athlete);
          if (isCurrent()) setQuestions(found);
        },
        thrown => reportError(thrown),
        ['calendar'],
      ),
    [athlete],
  );
  return questions;
}
