import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { isUsualValue, wellnessFields } from '../../../../lib/formats/wellness/wellness-fields.ts';
import { openApiFile } from '../../../emulator/open-api.ts';

/** Properties that are not values of a day: its id, the time of change, and a list. */
const ELSEWHERE = ['id', 'updated', 'sportInfo'];

describe('the wellness fields', () => {
  test('are those of the API, with its types', () => {
    const property = z.object({ type: z.string() });
    const schema = z.object({
      components: z.object({
        schemas: z.object({ Wellness: z.object({ properties: z.record(z.string(), property) }) }),
      }),
    });
    const { properties } = schema.parse(JSON.parse(readFileSync(openApiFile, 'utf8'))).components.schemas.Wellness;
    const types = {
      int: 'integer',
      scale: 'integer',
      number: 'number',
      enum: 'string',
      text: 'string',
      boolean: 'boolean',
    };

    const expected = Object.entries(properties).filter(([key]) => !ELSEWHERE.includes(key));
    expect(Object.fromEntries(wellnessFields.map(({ key, kind }) => [key, types[kind]]))).toEqual(
      Object.fromEntries(expected.map(([key, { type }]) => [key, type])),
    );
  });

  test('have scales up to 4, some with a step 0', () => {
    const scales = wellnessFields.filter(({ kind }) => kind === 'scale');

    expect(scales.filter(({ firstStep }) => firstStep === 0).map(({ key }) => key)).toEqual([
      'soreness',
      'fatigue',
      'stress',
    ]);
    expect(scales.filter(({ firstStep }) => firstStep === 1).map(({ key }) => key)).toEqual([
      'sleepQuality',
      'mood',
      'motivation',
      'injury',
      'hydration',
    ]);
  });

  test.each([
    ['weight', 71.4, true],
    ['weight', 714, false],
    ['sleepSecs', 8, false],
    ['mood', 0, false],
    ['soreness', 0, true],
    ['MyOwnField', 123_456, true],
  ])('tell a usual value: %s of %d is usual: %s', (key, value, expected) => {
    expect(isUsualValue(key, value)).toBe(expected);
  });
});
