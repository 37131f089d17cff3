import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { getLimits, leftToday } from '../../lib/turns.ts';
import { number } from '../format.ts';

interface Budget {
  left: number;
  perDay: number;
}

/** What so many files cost of the requests that Intervals.icu allows in a day. */
export function BudgetLine({ count }: { count: number }) {
  const [budget, setBudget] = useState<Budget>();
  useEffect(() => {
    let current = true;
    void Promise.all([leftToday(), getLimits()]).then(
      ([left, { perDay }]) => current && setBudget({ left, perDay }),
    );
    return () => {
      current = false;
    };
  }, [count]);
  if (!budget || count === 0) return null;
  const { left, perDay } = budget;
  const words = { n: number(count), left: number(left), perDay: number(perDay) };
  return (
    <p class={count > left ? 'small' : 'muted small'}>
      {i18n.t(count > left ? 'activities.overBudget' : 'activities.budget', words)}
    </p>
  );
}
