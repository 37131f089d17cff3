import { describe, expect, test } from 'vitest';
import { DayCollector } from '../../../../lib/formats/wellness/day-collector.ts';
import { makeZip } from '../../../fixtures/archives.ts';
import { parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('S5 a wellness archive has the limits of the outbox', () => {
  test('members that share their data are refused', async () => {
    const csv = utf8('date,weight\n2026-11-01,71\n'.repeat(1000));
    const members = Array.from({ length: 8 }, (_, n) => ({ name: `${n}.csv`, bytes: csv }));

    await expect(parseWellnessLines(makeZip(members, { overlapping: true }), 'export.zip')).rejects.toMatchObject({
      kind: 'archive-limit',
    });
  });

  test.each([
    ['export.xml', utf8(`<HealthData>${' '.repeat(8 * 2 ** 20)}</HealthData>`)],
    ['table.csv', utf8(`date,weight\n2026-11-01,71${'\n'.repeat(8 * 2 ** 20)}`)],
  ])('%s is not unpacked to more than 250 times its size', async (name, bytes) => {
    await expect(parseWellnessLines(makeZip([{ name, bytes }]), 'export.zip')).rejects.toMatchObject({
      kind: 'archive-limit',
    });
  });

  test('more values than a lifetime has are refused before they fill the memory', () => {
    const collector = new DayCollector();
    const value = { day: '2026-11-01', key: 'weight', value: 71, location: {}, text: '71' } as const;
    const addMany = () => {
      for (let n = 0; n <= 2_000_000; n += 1) collector.add(value);
    };

    expect(addMany).toThrow(expect.objectContaining({ kind: 'archive-limit' }));
  });
});
