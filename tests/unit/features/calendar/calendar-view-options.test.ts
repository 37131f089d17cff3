import { expect, test } from 'vitest';
import { withPeriod } from '../../../../lib/features/calendar/calendar-view-options.ts';

const TODAY = '2026-11-18';

test('a custom range begins with the days that were shown before', () => {
  const week = { span: 'dates', from: '2026-11-16', to: '2026-11-22' };
  expect(withPeriod({ span: 'week' }, 'dates', TODAY)).toEqual(week);
  expect(withPeriod({ span: 'week', from: '2026-01-02' }, 'dates', TODAY)).toEqual(week);
});

test('a custom range is remembered', () => {
  const dates = { span: 'dates', from: '2026-01-02', to: '2026-01-03' } as const;
  const month = withPeriod(dates, 'month', TODAY);
  expect(month.span).toBe('month');
  expect(withPeriod(month, 'dates', TODAY)).toEqual(dates);
});
