import { expect, test } from 'vitest';
import { withPeriod } from '../../../../lib/features/calendar/calendar-view-options.ts';

const TODAY = '2026-11-18';

test('two dates begin with the days that were seen before', () => {
  const week = { span: 'dates', from: '2026-11-16', to: '2026-11-22' };
  expect(withPeriod({ span: 'week' }, 'dates', TODAY)).toEqual(week);
  expect(withPeriod({ span: 'week', from: '2026-01-02' }, 'dates', TODAY)).toEqual(week);
});

test('two dates that were chosen once are there again', () => {
  const dates = { span: 'dates', from: '2026-01-02', to: '2026-01-03' } as const;
  const month = withPeriod(dates, 'month', TODAY);
  expect(month.span).toBe('month');
  expect(withPeriod(month, 'dates', TODAY)).toEqual(dates);
});
