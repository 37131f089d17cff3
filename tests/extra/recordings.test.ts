import FitParser from 'fit-file-parser';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../lib/formats/decode-text.ts';
import type { InspectedFile, RecordedSession } from '../../lib/formats/recordings/recording.ts';
import { parseSport, type Sport } from '../../lib/formats/sport.ts';
import { XmlReader } from '../../lib/formats/xml/xml-reader.ts';
import { describeVerdict, inspectBytes } from '../support/inspect-bytes.ts';
import { extraFixture } from './extra-files.ts';
import { readManifest } from './manifest.ts';

const manifest = readManifest();

/** Where the manifest is wrong, and why. */
const DIFFERENCES: Record<string, { verdict: string; because: string }> = {
  'fit/synthetic__broken_html_login_page.fit': {
    verdict: 'not web-page',
    because: 'saying what it is helps more',
  },
  'tcx/synthetic__broken_html.tcx': { verdict: 'not web-page', because: 'saying what it is helps more' },
  'tcx/synthetic__attack_billion_laughs.tcx': {
    verdict: 'not other',
    because: 'the bomb is inert: neither time nor lap',
  },
  'gpx/synthetic__broken_ctrl_chars.gpx': {
    verdict: 'recording gpx',
    because: 'it can be read; the server may judge',
  },
  'fit/fitparse__activity-settings-corruptheader.fit': {
    verdict: 'recording fit',
    because: 'the activity in front of the damaged settings is sound',
  },
  'fit/muktihari-fit__TestEncode.fit': {
    verdict: 'recording fit',
    because: 'a file without a type that has a session is a recording',
  },
  'zwo/synthetic__trainerday_2x20.txt': {
    verdict: 'broken unknown-format',
    because: 'two columns of numbers',
  },
};

/** Files of which the manifest expects one thing; of archives it gives a number. */
const OF_ONE_THING = /activity|broken|not |workout|container|wellness/;

describe('the extra files', () => {
  const single = manifest.filter(({ expected, file }) => OF_ONE_THING.test(expected) && !file.startsWith('zip/'));

  test.each(single)('include $file, which is found to be: $expected', async ({ file, expected, sport, start }) => {
    const [finding, ...more] = await inspectBytes(extraFixture(file), file.slice(file.indexOf('/') + 1));
    expect(more).toEqual([]);

    const difference = DIFFERENCES[file];
    if (difference) expect(describeVerdict(finding)).toBe(difference.verdict);
    else if (/^(activity|container)/.test(expected)) expectRecording(finding, sport, start);
    else if (expected.startsWith('broken') && !file.startsWith('zwo/')) expect(finding?.verdict).toBe('broken');
    else if (/^wellness/.test(file)) expect(finding?.verdict).not.toBe('recording');
    else expect(finding?.verdict).toBe('not-a-recording');
  });

  test('include every file for which a difference is listed', () => {
    expect(Object.keys(DIFFERENCES).filter(file => !single.some(row => row.file === file))).toEqual([]);
  });

  test.each(
    Object.entries({
      'corrupt_member.zip': { 'broken broken-file': 1 },
      'double.fit.gz.gz': { 'recording fit': 1 },
      'empty.zip': { 'broken empty-file': 1 },
      'encrypted_flag.zip': { 'broken encrypted-archive': 1 },
      'garmin_gdpr_nested.zip': { 'recording fit': 2, 'not monitoring': 1, 'not json': 2 },
      'garmin_original_single.zip': { 'recording fit': 1 },
      'many_2000_small.zip': { 'recording fit': 2000 },
      'multi_member.fit.gz': { 'recording fit': 1 },
      'path_traversal.zip': { 'recording fit': 3 },
      'stored_mixed.zip': { 'recording fit': 1, 'recording tcx': 1, 'recording gpx': 1 },
      'strava_bulk.zip': {
        'not other': 3,
        'recording fit': 1,
        'recording tcx': 1,
        'recording gpx': 1,
      },
      'unicode_names.zip': { 'recording fit': 1, 'recording gpx': 1 },
      'with_comment.zip': { 'recording fit': 1 },
      'zip64_forced.zip': { 'recording fit': 1 },
    }),
  )('include zip/%s, which holds what the manifest says', async (file, counts) => {
    const found = await inspectBytes(extraFixture(`zip/${file}`), file);
    const verdicts = Object.groupBy(found, describeVerdict);

    expect(Object.fromEntries(Object.entries(verdicts).map(([verdict, all]) => [verdict, all?.length]))).toEqual(
      counts,
    );
    for (const { name } of found) expect(name).not.toMatch(/[\\/:]|^\.+$/);
  });

  const fits = manifest.filter(
    ({ file, what, expected }) => file.startsWith('fit/') && !/chained/.test(what + expected),
  );

  test('have the FIT sessions that a full parser finds', async () => {
    let compared = 0;
    for (const { file } of fits) {
      const sessions = await sessionsByFullParser(extraFixture(file));
      const [finding] = await inspectBytes(extraFixture(file));
      if (sessions.length === 0 || finding?.verdict !== 'recording') continue;
      expect(finding.recording.sessions.map(withoutSport), file).toEqual(sessions);
      compared++;
    }
    expect(compared).toBeGreaterThan(50);
  });

  test('have as many XML elements as a strict parser finds', () => {
    let compared = 0;
    for (const { file } of manifest.filter(row => /^(tcx|gpx|zwo)\/.*\.(tcx|gpx|zwo)$/.test(row.file))) {
      const text = decodeText(extraFixture(file));
      const strict = countStrictly(text);
      if (strict === undefined) continue;
      expect(count(new XmlReader(text)), file).toBe(strict);
      compared++;
    }
    expect(compared).toBeGreaterThan(80);
  });
});

function expectRecording(finding: InspectedFile | undefined, sport: string, start: string): void {
  if (finding?.verdict !== 'recording') throw new Error(`${describeVerdict(finding)}: ${JSON.stringify(finding)}`);
  const { sessions } = finding.recording;
  const isNamed = !/^type_|^generic$|undefined/.test(sport) && sport !== '';
  const families = sport.split('+').map(word => parseSport(word.replace(/([a-z])([A-Z])/g, '$1 $2')));
  if (isNamed) expect(sessions.map(session => session.sport).slice(0, families.length)).toEqual<Sport[]>(families);
  const zoned = start.replace(/(T[\d:]+)$/, '$1Z');
  if (start !== '') expect(sessions[0]?.startMs).toBe(Date.parse(zoned));
}

function withoutSport({ startMs, durationSecs, distanceM }: RecordedSession) {
  return { startMs, durationSecs, distanceM };
}

interface ParsedFit {
  sessions?: { start_time?: Date; total_elapsed_time?: number; total_distance?: number }[];
}

/** Empty if the parser fails; it refuses several valid files. */
async function sessionsByFullParser(bytes: Uint8Array<ArrayBuffer>) {
  const parser = new FitParser({ force: false, mode: 'list' });
  const parsed: ParsedFit = await parser.parseAsync(bytes.buffer).catch(() => ({}));
  return (parsed.sessions ?? [])
    .filter(session => session.start_time !== undefined && session.total_elapsed_time !== undefined)
    .map(session => ({
      startMs: session.start_time?.getTime(),
      durationSecs: session.total_elapsed_time,
      distanceM: session.total_distance,
    }));
}

/** Undefined if the document is not well formed. */
function countStrictly(text: string): number | undefined {
  let elements = 0;
  try {
    const parser = new SaxesParser();
    parser.on('opentag', () => elements++);
    parser.write(text).close();
    return elements;
  } catch {
    return undefined;
  }
}

function count(xml: XmlReader): number {
  let elements = 0;
  for (let event = xml.next(); event; event = xml.next()) if (event === 'open') elements++;
  return elements;
}
