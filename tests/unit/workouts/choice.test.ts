import { expect, test } from 'vitest';
import { withSpan } from '../../../lib/workouts/choice.ts';

const TODAY = '2026-11-18';

test('two dates begin with the days that were seen before', () => {
  const week = { span: 'dates', from: '2026-11-16', to: '2026-11-22' };
  expect(withSpan({ span: 'week' }, 'dates', TODAY)).toEqual(week);
  expect(withSpan({ span: 'week', from: '2026-01-02' }, 'dates', TODAY)).toEqual(week);
});

test('two dates that were chosen once are there again', () => {
  const dates = { span: 'dates', from: '2026-01-02', to: '2026-01-03' } as const;
  const month = withSpan(dates, 'month', TODAY);
  expect(month.span).toBe('month');
  expect(withSpan(month, 'dates', TODAY)).toEqual(dates);
});
