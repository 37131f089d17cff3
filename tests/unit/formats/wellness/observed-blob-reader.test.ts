import { expect, test } from 'vitest';
import { parseWellnessFile } from '../../../../lib/formats/wellness/parse-wellness-file.ts';
import { BERLIN } from '../../../support/parse-wellness-lines.ts';

const RECORD =
  '<Record type="HKQuantityTypeIdentifierBodyMass" unit="kg" value="71.4" startDate="2026-03-03 07:00:00 +0100"/>\n';

/** An export of Apple Health with a few megabytes. */
const large = (): File =>
  new File(['<HealthData locale="de_DE">\n', RECORD.repeat(40_000), '</HealthData>'], 'export.xml');

test('reading a large export reports its progress up to the end', async () => {
  const shares: number[] = [];
  const watcher = { signal: new AbortController().signal, onProgress: (share: number) => shares.push(share) };

  const { days } = await parseWellnessFile(large(), BERLIN, watcher);

  expect(days).toMatchObject([{ day: '2026-03-03', values: { weight: 71.4 } }]);
  expect(shares.length).toBeGreaterThan(3);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});

test('aborting the signal stops reading a large export in the middle', async () => {
  const enough = new AbortController();
  const shares: number[] = [];
  const onProgress = (share: number) => {
    shares.push(share);
    if (share > 0.3) enough.abort('enough');
  };

  await expect(parseWellnessFile(large(), BERLIN, { signal: enough.signal, onProgress })).rejects.toBe('enough');
  expect(shares.at(-1)).toBeLessThan(0.9);
});

test.each(['Date,Weight', 'date,Average HRV,Steps'])(
  'parsing a long table of %s yields to the page, and can be aborted then',
  async header => {
    const lines = Array.from({ length: 60_000 }, () => '2026-03-03,71,5000\n');
    const enough = new AbortController();
    const onProgress = (share: number) => void (share === 1 && setTimeout(() => enough.abort('enough')));
    const watcher = { signal: enough.signal, onProgress };

    await expect(parseWellnessFile(new File([`${header}\n`, ...lines], 'a.csv'), BERLIN, watcher)).rejects.toBe(
      'enough',
    );
  },
);
