import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DecimalMark, detectDecimalMark, parseNumber } from '../../../../lib/formats/wellness/parse-number.ts';
import { parseQuantity } from '../../../../lib/formats/wellness/parse-quantity.ts';
import { getWellnessField, type WellnessKey } from '../../../../lib/formats/wellness/wellness-fields.ts';

const marks = fc.constantFrom<DecimalMark>('.', ',');

/** Formatted with thousands separators, as in a language with this decimal mark. */
function written(value: number, mark: DecimalMark): string {
  return new Intl.NumberFormat(mark === ',' ? 'de' : 'en', { maximumFractionDigits: 2 }).format(value);
}

describe('a number in a cell', () => {
  test('is parsed with either decimal mark', () => {
    fc.assert(
      fc.property(marks, fc.integer({ min: -99_999_999, max: 99_999_999 }), (mark, hundredths) => {
        expect(parseNumber(written(hundredths / 100, mark), mark)).toBe(hundredths / 100);
      }),
    );
  });

  test('is finite or undefined for any text', () => {
    fc.assert(
      fc.property(
        marks,
        fc.string({ unit: fc.constantFrom(..."0123456789.,+-−eE \u00a0'’xInfinityNaN") }),
        (mark, text) => {
          const value = parseNumber(text, mark);
          expect(value === undefined || Number.isFinite(value)).toBe(true);
        },
      ),
    );
  });

  test('is parsed with the decimal mark that the column proves', () => {
    const column = fc.array(fc.integer({ min: 1, max: 99_999_999 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(marks, column, (mark, hundredths) => {
        const values = [...hundredths.map(n => n / 100), 71.4];
        const cells = values.map(value => written(value, mark));
        expect(detectDecimalMark(cells)).toBe(mark);
        expect(cells.map(cell => parseNumber(cell, mark))).toEqual(values);
      }),
    );
  });

  test.each([
    [['1.234,5', '980'], ','],
    [['1,234.5', '980'], '.'],
    [['1.234.567'], ','],
    [["1'234.5"], '.'],
    [['0,125'], ','],
    [['71,4 kg', '1,234'], ','],
    [['1.234', '2.345'], undefined],
    [['47', '49', '--'], undefined],
  ] as const)('of the column %o has the decimal mark "%s"', (cells, mark) => {
    expect(detectDecimalMark(cells)).toBe(mark);
  });

  test.each(['', '.', '1,2,3', '12,34.5', '1..2', '1 2', '--5', '1e400', '0x10'])('is not parsed from %o', text => {
    expect(parseNumber(text, '.')).toBeUndefined();
  });
});

describe('a quantity in a cell', () => {
  const read = (text: string, key: WellnessKey, unitFactor = 1) =>
    parseQuantity(text, fieldOf(key), { decimalMark: text.includes(',') ? ',' : '.', unitFactor });

  test.each([
    ['71.4 kg', 'weight', 71.4],
    ['71,4 kg', 'weight', 71.4],
    ['157.2 lbs', 'weight', 71.3],
    ['11 st 3 lb', 'weight', 71.21],
    ['11st 3.5lb', 'weight', 71.44],
    ['71400 g', 'weight', 71.4],
    ['7h 55min', 'sleepSecs', 28_500],
    ['7 Std. 55 Min.', 'sleepSecs', 28_500],
    ['7 h 55 m', 'sleepSecs', 28_500],
    ['7h55', 'sleepSecs', 28_500],
    ['7 h 55', 'sleepSecs', 28_500],
    ['7:55', 'sleepSecs', 28_500],
    ['07:55:30', 'sleepSecs', 28_530],
    ['7,5 h', 'sleepSecs', 27_000],
    ['475 min', 'sleepSecs', 28_500],
    ['96.18 %', 'spO2', 96.18],
    ['47 bpm', 'restingHR', 47],
    ['47 lpm', 'restingHR', 47],
    ['42ms', 'hrv', 42],
    ['0.042 s', 'hrv', 42],
    ['90 mg/dL', 'bloodGlucose', 5],
    ['5,0 mmol/l', 'bloodGlucose', 5],
    ['8368 kJ', 'kcalConsumed', 2000],
    ['16 kPa', 'systolic', 120],
    ['32 in', 'abdomen', 81.28],
    ['750 ml', 'hydrationVolume', 0.75],
    ['81 %', 'readiness', 81],
  ] as const)('is converted from "%s" of %s to %d', (text, key, value) => {
    expect(read(text, key)).toBe(value);
  });

  test.each([
    ['71 cm', 'weight', 'unknown-unit'],
    ['11 st 3', 'weight', 'unknown-unit'],
    ['18 mg/dL', 'lactate', 'unknown-unit'],
    ['36.6 °C', 'weight', 'unknown-unit'],
    ['35ms - 51ms', 'hrv', 'no-number'],
    ['Good', 'sleepScore', 'no-number'],
    ['about 71', 'weight', 'no-number'],
    ['7:65', 'sleepSecs', 'unknown-unit'],
    ['7h65', 'sleepSecs', 'unknown-unit'],
    ['7h5', 'sleepSecs', 'unknown-unit'],
  ] as const)('is rejected in "%s" of %s: %s', (text, key, reason) => {
    expect(read(text, key)).toBe(reason);
  });

  test('is converted from a column in pounds, minutes or hours', () => {
    expect(read('157.2', 'weight', 0.45359237)).toBe(71.3);
    expect(read('441', 'sleepSecs', 60)).toBe(26_460);
    expect(read('7.5', 'sleepSecs', 3600)).toBe(27_000);
  });

  test('is rejected when it has hundreds of digits, even where each part is finite', () => {
    const endless = '9'.repeat(308);

    expect(read(endless, 'weight', 0.45359237)).toBe('no-number');
    expect(read(`${endless} lb`, 'weight')).toBe('no-number');
    expect(read(`${endless} h ${endless} min`, 'sleepSecs')).toBe('no-number');
  });

  test('is finite or rejected for any text', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'0123456789.,+- :hminkglbst%') }),
      // The most digits that a finite number can have.
      fc
        .tuple(fc.integer({ min: 300, max: 310 }), fc.constantFrom('', ' lb', ' h', ' h 20 min', ':20'))
        .map(([count, unit]) => `${'9'.repeat(count)}${unit}`),
    );
    fc.assert(
      fc.property(cell, fc.constantFrom<WellnessKey>('weight', 'sleepSecs', 'restingHR', 'readiness'), (text, key) => {
        const found = parseQuantity(text, fieldOf(key), { decimalMark: '.', unitFactor: 1 });
        expect(typeof found === 'string' || Number.isFinite(found)).toBe(true);
      }),
    );
  });

  test('stays the same when kilograms are converted to pounds and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3000, max: 20_000 }), hundredths => {
        const kg = hundredths / 100;
        const pounds = (kg / 0.45359237).toFixed(4);
        expect(read(`${pounds} lb`, 'weight')).toBe(kg);
      }),
    );
  });
});

function fieldOf(key: WellnessKey) {
  const field = getWellnessField(key);
  if (!field) throw new Error(key);
  return field;
}
