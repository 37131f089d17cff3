import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatNumber } from '../../lib/platform/format.ts';
import { getCurrentLimits, getRemainingToday } from '../../lib/services/intervals/rate-limiter.ts';
import { toLowPriorityLimits } from '../../lib/services/intervals/rate-limits.ts';

interface Budget {
  left: number;
  perDay: number;
}

/** How much of the day's requests so many files take. */
export function RequestBudget({ count }: { count: number }) {
  const [budget, setBudget] = useState<Budget>();
  useEffect(() => {
    let isCurrent = true;
    void Promise.all([getRemainingToday(Date.now(), toLowPriorityLimits), getCurrentLimits()]).then(
      ([left, limits]) => isCurrent && setBudget({ left, perDay: toLowPriorityLimits(limits).perDay }),
    );
    return () => {
      isCurrent = false;
    };
  }, [count]);
  if (!budget || count === 0) return null;
  const { left, perDay } = budget;
  const values = { n: formatNumber(count), left: formatNumber(left), perDay: formatNumber(perDay) };
  return (
    <p class={count > left ? 'small' : 'muted small'}>
      {i18n.t(count > left ? 'activities.overBudget' : 'activities.budget', values)}
    </p>
  );
}
