import { describe, expect, test } from 'vitest';
import { joinBytes } from '../../../fixtures/archives.ts';
import { gpxFile, tcxFile } from '../../../fixtures/recordings.ts';
import { describeVerdict, getFault, inspectBytes, readRecording } from '../../../support/inspect-bytes.ts';

const START = Date.UTC(2026, 2, 1, 7);
const RIDE = { startMs: START, durationSecs: 60, title: 'Fahrt – März' };
const utf8 = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const tcx = decode(tcxFile(RIDE));
const gpx = decode(gpxFile(RIDE));

describe('a TCX recording', () => {
  test('is read', async () => {
    expect(await readRecording(utf8(tcx))).toEqual({
      format: 'tcx',
      sessions: [
        {
          sport: 'ride',
          sportName: 'Biking',
          startMs: START,
          durationSecs: 60,
          distanceM: expect.closeTo(504, -2),
        },
      ],
      device: { product: 'Garmin Edge 830', serial: '3900000001' },
      warnings: [],
    });
  });

  test('has one session for each activity', async () => {
    const [before, activity, after] = tcx.split(/(<Activity .*<\/Activity>)/s);
    const later = activity?.replaceAll('2026-03-01T07', '2026-03-01T09').replace('Biking', 'Running');
    const { sessions } = await readRecording(utf8(`${before}${later}${activity}${after}`));

    expect(sessions.map(({ sport, startMs }) => [sport, startMs])).toEqual([
      ['ride', START],
      ['run', START + 7_200_000],
    ]);
  });

  test('has the distance of all laps, and a duration that includes pauses', async () => {
    const { sessions } = await readRecording(
      utf8(`<TrainingCenterDatabase><Activities><Activity Sport="Other"><Id>${'2026-03-01T07:00:00Z'}</Id>
        <Lap StartTime="2026-03-01T07:00:00Z"><TotalTimeSeconds>60</TotalTimeSeconds><DistanceMeters>100</DistanceMeters>
          <Track><Trackpoint><Time>2026-03-01T07:00:00Z</Time><DistanceMeters>7</DistanceMeters></Trackpoint></Track></Lap>
        <Lap StartTime="2026-03-01T07:10:00Z"><TotalTimeSeconds>60</TotalTimeSeconds><DistanceMeters>50.5</DistanceMeters>
          <Track><Trackpoint><Time>2026-03-01T07:11:00Z</Time></Trackpoint></Track></Lap>
      </Activity></Activities></TrainingCenterDatabase>`),
    );

    expect(sessions).toEqual([
      { sport: 'other', sportName: 'Other', startMs: START, durationSecs: 660, distanceM: 150.5 },
    ]);
  });

  test('has the duration of its laps when it has no points, and a warning when it has no laps', async () => {
    const bare = tcx.replace(/<Track>.*<\/Track>/s, '');

    expect((await readRecording(utf8(bare))).sessions[0]).toMatchObject({ startMs: START, durationSecs: 60 });
    expect((await readRecording(utf8(bare.replace(/<Lap.*<\/Lap>/s, '')))).warnings).toEqual(['no-records']);
  });

  test('starts with its first lap when its id is not a time', async () => {
    expect((await readRecording(utf8(tcx.replace(/<Id>[^<]*/, '<Id>ride 7')))).sessions[0]).toMatchObject({
      startMs: START,
    });
  });
});

describe('a GPX recording', () => {
  test('is read', async () => {
    expect(await readRecording(utf8(gpx))).toEqual({
      format: 'gpx',
      title: 'Fahrt – März',
      sessions: [
        {
          sport: 'ride',
          sportName: 'cycling',
          startMs: START,
          durationSecs: 60,
          distanceM: expect.closeTo(504, -2),
        },
      ],
      device: { product: 'Garmin Connect' },
      warnings: [],
    });
  });

  test('has no distance between the end of a segment and the start of the next', async () => {
    const [, first, second] = gpx.match(/(<trkpt.*?<\/trkpt>).*(<trkpt.*?<\/trkpt>)/s) ?? [];
    const apart = gpx.replace(/<trkseg>.*<\/trkseg>/s, `<trkseg>${first}</trkseg><trkseg>${second}</trkseg>`);

    expect((await readRecording(utf8(apart))).sessions[0]).toMatchObject({ durationSecs: 60, distanceM: 0 });
  });

  test.each([
    ['2026-03-01T08:00:00+01:00', START, []],
    ['2026-03-01T01:30:00-0530', START, []],
    ['2026-03-01 07:00:00.250Z', START + 250, []],
    ['2026-03-01T07:00:00', START, ['no-zone']],
    ['yesterday', START + 1000, []],
  ])('starts at %s', async (time, startMs, warnings) => {
    const recording = await readRecording(utf8(gpx.replaceAll('2026-03-01T07:00:00.000Z', time)));

    expect(recording.sessions[0]?.startMs).toBe(startMs);
    expect(recording.warnings).toEqual(warnings);
  });
});

describe('the text of a recording', () => {
  const utf16 = (text: string, littleEndian: boolean) => {
    const view = new DataView(new ArrayBuffer(text.length * 2));
    for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
    return new Uint8Array(view.buffer);
  };
  const latin1 = (text: string) => Uint8Array.from(text, character => character.charCodeAt(0));
  const titled = (title: string, encoding = 'UTF-8') => gpx.replace('Fahrt – März', title).replace('UTF-8', encoding);

  test.each([
    ['UTF-8', utf8(titled('März')), 'März'],
    ['UTF-8 with a byte order mark', joinBytes([Uint8Array.of(0xef, 0xbb, 0xbf), utf8(titled('März'))]), 'März'],
    ['UTF-16, little endian', utf16(`\ufeff${titled('März', 'UTF-16')}`, true), 'März'],
    ['UTF-16, big endian', utf16(`\ufeff${titled('März', 'UTF-16')}`, false), 'März'],
    ['UTF-16 without a mark, little endian', utf16(titled('März', 'UTF-16'), true), 'März'],
    ['UTF-16 without a mark, big endian', utf16(titled('März', 'UTF-16'), false), 'März'],
    ['UTF-8 that is declared as UTF-16', utf8(titled('März', 'UTF-16')), 'März'],
    ['Latin-1, declared', latin1(titled('M\u00e4rz', 'ISO-8859-1')), 'März'],
    ['Windows-1251, declared', latin1(titled('\u00ec\u00e0\u00f0\u00f2', 'windows-1251')), 'март'],
    ['Latin-1 that is declared as UTF-8', latin1(titled('M\u00e4rz')), 'März'],
    ['UTF-8 that is declared as an unknown encoding', utf8(titled('März', 'x-unheard-of')), 'März'],
    ['UTF-8 without a declaration', utf8(titled('März').replace(/<\?.*\?>/, '')), 'März'],
    ['UTF-8 behind ten blanks', utf8(`          ${titled('März')}`), 'März'],
  ])('is decoded from %s', async (_, bytes, title) => {
    expect((await readRecording(bytes)).title).toBe(title);
  });
});

describe('XML that is not a recording', () => {
  const point = '<trkpt lat="1" lon="2"/>';

  test.each([
    ['not course', `<gpx><trk><trkseg>${point}</trkseg></trk></gpx>`],
    [
      'not route',
      '<gpx><metadata><time>2026-03-01T07:00:00Z</time></metadata><rte><rtept lat="1" lon="2"/></rte></gpx>',
    ],
    ['not other', '<gpx><wpt lat="1" lon="2"><time>2026-03-01T07:00:00Z</time></wpt></gpx>'],
    ['not course', '<TrainingCenterDatabase><Courses><Course><Lap/></Course></Courses></TrainingCenterDatabase>'],
    ['not workout', '<TrainingCenterDatabase><Workouts><Workout/></Workouts></TrainingCenterDatabase>'],
    ['not workout', '<workout_file><workout><SteadyState/></workout></workout_file>'],
    ['not other', '<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>'],
    ['not web-page', '<!DOCTYPE html><html><body>Sign in<br></body></html>'],
    ['not web-page', '\ufeff \n<HTML><p>Sign in'],
    ['not web-page', '<!-- saved --><html><p>Sign in'],
    ['not json', '{"error": "sign in"}'],
    ['not json', '[]'],
    ['not workout', '[COURSE HEADER]\nVERSION = 2'],
    ['not astronomy', `SIMPLE  =                    T${' '.repeat(80)}`],
    ['broken unknown-format', 'date,weight\n2026-03-01,70'],
    ['broken unknown-format', '{\\rtf1 text}'],
    ['broken empty-file', ''],
  ])('is reported as “%s”: %s', async (verdict, text) => {
    expect(describeVerdict((await inspectBytes(utf8(text), 'ride.fit'))[0])).toBe(verdict);
  });
});

describe('a broken document', () => {
  test.each([
    ['an end that is cut off', tcx.slice(0, 1000), /^line \d+: cut off inside <|a tag without an end$/],
    ['two documents in one', gpx + gpx, /: <gpx> behind the end$/],
    ['crossed tags', tcx.replace('</Track>', '</Lap>'), /: <\/Lap> instead of <\/Track>$/],
  ])('is reported with what is wrong and where: %s', async (_, text, fault) => {
    expect(await getFault(utf8(text))).toMatch(fault);
    expect((await inspectBytes(utf8(text)))[0]).toMatchObject({
      format: expect.stringMatching(/tcx|gpx/),
      file: expect.any(File),
    });
  });
});

describe('a malicious document', () => {
  test('never has its entities expanded', async () => {
    const levels = Array.from({ length: 9 }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`);
    const bomb = gpx.replace('<gpx', `<!DOCTYPE gpx [<!ENTITY e0 "ha">${levels.join('')}]><gpx`);
    const recording = await readRecording(utf8(bomb.replace('Fahrt – März', '&e9;')));

    expect(recording.title).toBe('&e9;');
  });

  test('never has external entities fetched', async () => {
    const outside = gpx.replace('<gpx', '<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]><gpx');

    expect((await readRecording(utf8(outside.replace('Fahrt – März', '&x;')))).title).toBe('&x;');
  });

  test.each([
    ['tags without an end', `<gpx>${'<a '.repeat(200_000)}`],
    ['many elements without the attribute that is read', `<gpx>${'<trkpt/>'.repeat(200_000)}</gpx>`],
    ['comments without an end', `<gpx>${'<!-- '.repeat(200_000)}`],
    ['comments in a text', `<gpx><trk><name>${'<!-- '.repeat(200_000)}</name></trk></gpx>`],
    ['quotes in a document type', `<!DOCTYPE gpx [${'"'.repeat(200_001)}`],
    ['comments in a document type', `<!DOCTYPE gpx [${'<!-- '.repeat(200_000)}`],
    ['comments in an attribute', `<gpx creator="${'<!-- '.repeat(200_000)}"></gpx>`],
    ['quoted comments in markup', `<gpx><trk><name><!x ${"'<!--' ".repeat(200_000)}></name></trk></gpx>`],
    ['blanks', `<gpx><trk><name>${' '.repeat(1_000_000)}</name></trk></gpx>`],
    ['CDATA without an end', `<gpx><trk><name>${'<![CDATA['.repeat(100_000)}</name></trk></gpx>`],
  ])('takes time in proportion to its length: %s', { timeout: 30_000 }, async (_, text) => {
    expect(await inspectBytes(utf8(text))).toHaveLength(1);
  });
});
