import { afterEach, describe, expect, test } from 'vitest';
import { changeAccount, followAccountChanges } from '../../../../lib/features/account/account-change.ts';
import { account } from '../../../../lib/features/account/index.ts';
import { refreshUnits } from '../../../../lib/features/account/refresh-units.ts';
import { formatFieldValueWithUnit } from '../../../../lib/features/wellness/field-labels.ts';
import { parseTypedValue, toEditableText } from '../../../../lib/features/wellness/typed-value.ts';
import { getWellnessField, type WellnessField } from '../../../../lib/formats/wellness/wellness-fields.ts';
import { formatDistance } from '../../../../lib/platform/format.ts';
import { getUnits, saveUnits } from '../../../../lib/platform/units.ts';
import { deleteCredentials, setCredentials } from '../../../../lib/services/intervals/credentials.ts';
import { emulator } from '../../../support/uploads-driver.ts';

afterEach(() => saveUnits(undefined));

const weight = (): WellnessField => {
  const field = getWellnessField('weight');
  if (!field) throw new Error('no weight');
  return field;
};

describe('P7 an athlete who has miles and pounds in Intervals.icu', () => {
  test('sees distances in miles and weights in pounds, and types pounds', async () => {
    Object.assign(emulator.athlete, { measurementPreference: 'feet', weightInPounds: true });
    await refreshUnits();

    expect(formatDistance(62_400)).toBe('38.8 mi');
    expect(toEditableText(78.2, 'weight', '.')).toBe('172.4');
    expect(parseTypedValue('172.4', weight(), '.')).toEqual({ to: 78.2 });
    expect(parseTypedValue('78.2 kg', weight(), '.')).toEqual({ to: 78.2 });
    expect(toEditableText(48, 'restingHR', '.')).toBe('48');
  });

  test.each(['157.2', '165.4', '99.9', '201.1'])('sees the %s pounds that they typed, or that a scale wrote', typed => {
    saveUnits({ distance: 'mi', weight: 'lb' }).catch(thrown => reportError(thrown));
    const parsed = parseTypedValue(typed, weight(), '.');

    expect('to' in parsed && toEditableText(parsed.to, 'weight', '.')).toBe(typed);
    expect('to' in parsed && formatFieldValueWithUnit(parsed.to, 'weight')).toBe(`${typed} lb`);
  });

  test('has kilometres and kilograms again after they change their settings, and nothing is kept after a disconnect', async () => {
    Object.assign(emulator.athlete, { measurementPreference: 'feet', weightInPounds: false });
    await refreshUnits();
    expect(getUnits()).toEqual({ distance: 'mi', weight: 'kg' });

    await deleteCredentials();
    await refreshUnits();
    expect(getUnits()).toEqual({ distance: 'km', weight: 'kg' });
  });

  test('keeps the units as they are while Intervals.icu does not answer', async () => {
    Object.assign(emulator.athlete, { measurementPreference: 'feet' });
    await refreshUnits();
    emulator.fail({ match: { path: /athlete/ }, reply: { status: 503, headers: {}, body: '' } });
    await refreshUnits();

    expect(getUnits().distance).toBe('mi');
  });

  test('does not leave them to another athlete whose own cannot be read', async () => {
    Object.assign(emulator.athlete, { measurementPreference: 'feet', weightInPounds: true });
    await refreshUnits();
    const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
    emulator.fail({ match: { path: /athlete-settings|\/athlete\/i2/ }, reply: { status: 503, headers: {}, body: '' } });
    followAccountChanges(account);
    await changeAccount(() =>
      setCredentials({
        access: { kind: 'key', key: other.key },
        athlete: { id: 'i2', name: 'Other', timezone: 'Europe/London' },
      }),
    );

    expect(getUnits()).toEqual({ distance: 'km', weight: 'kg' });
  });
});
