import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameTypedValue, parseTypedValue, toEditableText } from '../../../../lib/features/wellness/typed-value.ts';
import {
  getWellnessField,
  type WellnessField,
  wellnessFields,
} from '../../../../lib/formats/wellness/wellness-fields.ts';

const field = (key: string): WellnessField => {
  const found = getWellnessField(key);
  if (!found) throw new Error(`no field ${key}`);
  return found;
};

describe('text typed into a cell', () => {
  test.each([
    ['weight', '71.4', '.', 71.4],
    ['weight', '71,4', '.', 71.4],
    ['weight', '71,4', ',', 71.4],
    ['weight', '157 lb', '.', 71.21],
    ['restingHR', '48', '.', 48],
    ['sleepSecs', '7:40', '.', 27_600],
    ['sleepSecs', '7h 40min', '.', 27_600],
    ['sleepSecs', '7.5', '.', 27_000],
    ['sleepSecs', '7,5', ',', 27_000],
    ['soreness', '0', '.', 0],
    ['mood', '4', '.', 4],
    ['menstrualPhase', 'l', '.', 'LUTEAL'],
    ['comments', ' -1 ', '.', '-1'],
    ['weight', '  ', '.', undefined],
  ] as const)('is parsed for %s: "%s" with decimal mark "%s" is %s', (key, text, mark, to) => {
    expect(parseTypedValue(text, field(key), mark)).toEqual({ to });
  });

  test.each([
    ['weight', 'heavy', 'no-number'],
    // Intervals.icu would clear the value.
    ['weight', '-1', 'no-number'],
    ['hrv', '-0.5', 'no-number'],
    ['weight', '71 mmHg', 'no-number'],
    ['mood', '0', 'no-step'],
    ['mood', '5', 'no-step'],
    ['mood', '2.5', 'no-step'],
    ['menstrualPhase', 'x', 'no-option'],
  ] as const)('is rejected for %s: "%s" is %s', (key, text, reason) => {
    expect(parseTypedValue(text, field(key), '.')).toEqual({ reason });
  });

  test('is unchanged when a cell is opened and left', () => {
    const numeric = wellnessFields.filter(({ kind }) => kind === 'number' || kind === 'int');
    fc.assert(
      fc.property(
        fc.constantFrom(...numeric),
        fc.double({ min: 0, max: 90_000, noNaN: true }),
        fc.constantFrom('.', ','),
        (numeric, value, mark) => {
          const kept = numeric.kind === 'int' ? Math.round(value) : value;
          const entry = parseTypedValue(toEditableText(kept, numeric.key, mark), numeric, mark);
          return 'to' in entry && isSameTypedValue(entry.to, kept, numeric.key);
        },
      ),
    );
  });
});
