import { describe, expect, test } from 'vitest';
import { parseColumnHeading } from '../../../../lib/formats/wellness/column-heading.ts';
import { parseDate, parseTimeOfDay } from '../../../../lib/formats/wellness/parse-date.ts';
import { parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

const SIZE = 100_000;
const fill = (part: string, size = SIZE): string => part.repeat(Math.ceil(size / part.length));

/**
 * How much longer than a plain scan of the same text a reader may take. A linear reader takes some tens of times as long;
 * one that is quadratic in 100 kB takes a million times as long. Counted is
 * the time of this process, because others use the machine too.
 */
const MOST_SCANS = 20_000;

/** Milliseconds of the fastest of three scans that look at each character once. */
function timePlainScan(text: string): number {
  let fastest = Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let run = 0; run < 3; run++) {
    const start = performance.now();
    for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
    fastest = Math.min(fastest, performance.now() - start);
  }
  expect(sum).toBeGreaterThan(0);
  // Below a tenth of a millisecond the clock is too coarse.
  return Math.max(fastest, 0.1);
}

async function countScans(text: string, name: string): Promise<number> {
  const start = process.cpuUsage();
  // A text that is no export is refused; how long that takes is the question.
  await parseWellnessLines([text], name).catch(() => undefined);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / timePlainScan(text);
}

const SEPARATORS = [
  ',',
  ';',
  '\t',
  '|',
  '"',
  '"",',
  ' ',
  '\n',
  '\r\n',
  '.',
  ':',
  '-',
  '1.',
  '1,',
  "1'",
  'x',
  '1',
  'a1',
  '{',
  '[',
];

const tables = SEPARATORS.flatMap(part => [
  [`only ${JSON.stringify(part)}`, fill(part)],
  [`a heading of ${JSON.stringify(part)}`, `Date,Weight,${fill(part)}\n2026-11-01,71.4,1\n2026-11-02,71.5,2`],
  [`a quoted heading of ${JSON.stringify(part)}`, `Date,"Weight ${fill(part.replaceAll('"', '""'))}"\n2026-11-01,71.4`],
  [
    `a cell of ${JSON.stringify(part)}`,
    `Date,Weight\n2026-11-01,"1${fill(part.replaceAll('"', '""'))}1"\n2026-11-02,71`,
  ],
  [
    `a date before ${JSON.stringify(part)}`,
    `Date,Weight\n"2026-11-01 11:11${fill(part.replaceAll('"', '""'))}x",71\n2026-11-02,71`,
  ],
]);

const apple = (records: string): string => `<?xml version="1.0"?>\n<HealthData locale="en">\n${records}\n</HealthData>`;
const at = (second: number): string =>
  new Date(Date.UTC(2026, 10, 1, 1) + second * 1000).toISOString().slice(0, 19).replace('T', ' ');
const reading = (_: unknown, n: number): string =>
  `<Record type="HKQuantityTypeIdentifierHeartRateVariabilitySDNN" sourceName="W" unit="ms" startDate="${at(n)} +0000" endDate="${at(n)} +0000" value="50"/>`;
const night = `<Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="W" startDate="${at(0)} +0000" endDate="${at(80_000)} +0000" value="HKCategoryValueSleepAnalysisAsleepCore"/>`;

describe('S4 A wellness reader takes time in proportion to the text', () => {
  test.each([
    ...tables,
    ['20,000 headings of sleep', `Date,${fill('"sleep ",', 160_000)}\n2026-11-01,8`],
    ['one long heading of sleep', `Date,"${fill('sleep ', 120_000)}"\n2026-11-01,8`],
    ['times between blanks', `Date,Bedtime,Weight\n${fill(`2026-11-01," 11:11${' '.repeat(1500)}x",71\n`)}`],
    ['many columns and many rows', `Date,${fill('Weight,', 50_000)}\n${fill('2026-11-01\n', 50_000)}`],
    ['many columns of a known table', `date,rmssd,avnn,${fill('fatigue,', 50_000)}\n${fill('2026-11-01\n', 50_000)}`],
    ['many columns of Withings', `Date,Weight,Fat mass,${fill('x,', 50_000)}\n${fill('2026-11-01\n', 50_000)}`],
    ['names in the first column', `Date,${fill('2026-11-01,', 50_000)}\n${fill('Weight\n', 50_000)}`],
    ['quotes that do not close', `Date,Weight\n${fill('2026-11-01,"71\n')}`],
    ['units between digits', `Date,Sleep\n2026-11-01,"${fill('1h ')}"`],
    [
      'many parts of one day',
      `Date,Steps,Water (ml)\n${Array.from({ length: 5000 }, (_, n) => `2026-11-01,${n},300`).join('\n')}`,
    ],
    [
      'many sources of one day',
      `Date,Source,Steps\n${Array.from({ length: 6000 }, (_, n) => `2026-11-01,${n},${n}`).join('\n')}`,
    ],
    ['many tables', fill('Date,Weight\nx\n2026-11-01,71.4\n')],
    ['heartbeats and blanks', `790${' '.repeat(SIZE)}x`],
  ])('in a table with %s', async (_, text) => {
    expect(await countScans(text, 'export.csv')).toBeLessThan(MOST_SCANS);
  });

  test.each([
    ['readings in one night', apple([night, ...Array.from({ length: 20_000 }, reading)].join('\n'))],
    ['attributes without values', apple(`<Record ${fill('a ')}/>`)],
    ['quotes', apple(`<Record ${fill('a="" ')}/>`)],
    ['tags that do not end', apple(fill('<Record '))],
    ['blanks', apple(`<Record type="x" value="${fill(' ')}"/>`)],
    [
      'a long time',
      apple(`<Record type="HKQuantityTypeIdentifierBodyMass" unit="kg" value="1" startDate="11:11${fill(' ')}x"/>`),
    ],
  ])('in an Apple Health export with many %s', async (_, text) => {
    expect(await countScans(text, 'export.xml')).toBeLessThan(MOST_SCANS);
  });

  test('and a text of more than 64 characters is neither a time nor a date', () => {
    expect(parseTimeOfDay(`11:11${' '.repeat(40)}`)).toBe(671);
    expect(parseTimeOfDay(`${'x '.repeat(40)}11:11`)).toBeUndefined();
    expect(parseDate(`2026-11-01 ${'x'.repeat(60)}`, 'UTC')).toBeUndefined();
  });

  test('and only the first 200 characters of a heading count', () => {
    expect(parseColumnHeading('x'.repeat(1000)).fullName).toHaveLength(200);
  });
});
