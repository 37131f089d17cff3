import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { sparing } from '../../lib/intervals/budget.ts';
import { getLimits, leftToday } from '../../lib/turns.ts';
import { number } from '../format.ts';

interface Budget {
  left: number;
  perDay: number;
}

/** What so many files cost of the requests that a day has for files. */
export function BudgetLine({ count }: { count: number }) {
  const [budget, setBudget] = useState<Budget>();
  useEffect(() => {
    let current = true;
    void Promise.all([leftToday(Date.now(), sparing), getLimits()]).then(
      ([left, limits]) => current && setBudget({ left, perDay: sparing(limits).perDay }),
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
