import { describe, expect, test } from 'vitest';
import { getValuesByDay, listRejected, parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

describe('the parser of Garmin’s tables', () => {
  test('takes the first weigh-in of a morning, and counts one after midnight for the evening before', async () => {
    const imported = await parseWellnessLines([
      '\ufeffTime,Weight,Change,BMI,Body Fat,',
      '" Jul 15, 2026",',
      '9:46 AM,161.6 lbs,0.5 lbs,23.4,22.3 %,',
      '8:40 AM,162.0 lbs,0.3 lbs,23.6,--,',
      '12:20 AM,164.2 lbs,--,--,--,',
      '" Jul 14, 2026",',
      '8:40 AM,162.0 lbs,0.3 lbs,23.6,22.1 %,',
    ]);

    expect(imported.kind).toBe('garmin-weight');
    expect(getValuesByDay(imported)).toEqual({
      '2026-07-14': { weight: 73.48, bodyFat: 22.1 },
      '2026-07-15': { weight: 73.48, bodyFat: 22.3 },
    });
    expect(listRejected(imported)).toEqual([
      'Change: no-field',
      'BMI: no-field',
      'line 3, Weight: duplicate-day',
      'line 5, Weight: duplicate-day',
    ]);
  });

  test('rejects a weigh-in above the first date', async () => {
    const imported = await parseWellnessLines(['Zeit;Gewicht', '07:02;71,4 kg', '" 3. März 2026";', '07:02;71,4 kg']);

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { weight: 71.4 } });
    expect(listRejected(imported)).toEqual(['line 2: no-date']);
  });

  test('reads the HRV of each night from dates without a year', async () => {
    const imported = await parseWellnessLines([
      'Date,Overnight HRV,Baseline,7d Avg',
      'Jan 1,42ms,35ms - 51ms,39ms',
      'Dec 31,--,35ms - 51ms,39ms',
      'Dec 30,51ms,35ms - 51ms,40ms',
    ]);

    expect(imported.kind).toBe('garmin-hrv');
    expect(getValuesByDay(imported)).toEqual({ '2026-01-01': { hrv: 42 }, '2025-12-30': { hrv: 51 } });
    expect(listRejected(imported)).toEqual([
      'Baseline: covers-several-days',
      '7d Avg: covers-several-days',
      'line 3: no-usable-values',
    ]);
  });

  test('imports daily steps and rejects weekly ones', async () => {
    const daily = await parseWellnessLines([',Actual,Goal', '10/11/2026,2727,4440', '10/12/2026,"10,432",4440']);
    expect(getValuesByDay(daily)).toEqual({ '2026-10-11': { steps: 2727 }, '2026-10-12': { steps: 10_432 } });

    const weekly = await parseWellnessLines([
      ',Actual,Goal',
      '10/01/2026,52727,0',
      '10/08/2026,60432,0',
      '10/15/2026,61000,0',
    ]);
    expect(weekly.days).toEqual([]);
    expect(listRejected(weekly)).toContain('line 2: covers-several-days');
  });

  test('rejects weekly means of sleep', async () => {
    const imported = await parseWellnessLines([
      'Date,Avg Score,Avg Quality,Avg Duration,Avg Bedtime',
      'Nov 1-7,65,Fair,6h 11min,11:01 PM',
    ]);

    expect(imported.kind).toBe('garmin-sleep');
    expect(imported.days).toEqual([]);
    expect(listRejected(imported)).toContain('line 2: covers-several-days');
  });
});
