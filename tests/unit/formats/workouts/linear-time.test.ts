import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../../lib/formats/decode-text.ts';
import { lintWorkoutText } from '../../../../lib/formats/workouts/lint-workout-text.ts';
import { parseColumns, parseErg } from '../../../../lib/formats/workouts/parse-erg.ts';
import { parseWorkout } from '../../../../lib/formats/workouts/parse-workout.ts';
import { parseWorkoutText } from '../../../../lib/formats/workouts/parse-workout-text.ts';
import { parseZwo } from '../../../../lib/formats/workouts/parse-zwo.ts';
import { parseTextCues } from '../../../../lib/formats/workouts/text-cues.ts';
import { validateWorkoutFile } from '../../../../lib/formats/workouts/validate-workout-file.ts';

const SIZE = 100_000;
const filled = (part: string): string => part.repeat(Math.ceil(SIZE / part.length)).slice(0, SIZE);

/**
 * How many plain looks at every character of 100 kB a reader may take. Readers take tens to hundreds of them; one that
 * looks again at everything for each character takes ten thousands.
 */
const MAX_SCANS = 5000;

/** Milliseconds of the fastest of three runs, for other programs share the machine; of one where that was fast. */
async function measure(work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
    // Fast enough: it is not measured again.
    if (best < 500) break;
  }
  return best;
}

function scan(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
  return sum;
}

const ignoring =
  (read: (text: string) => unknown) =>
  async (text: string): Promise<void> => {
    // Most of this is no workout; only the time counts.
    await Promise.resolve(text)
      .then(read)
      .catch(() => undefined);
  };

const TEXT_PARTS = [
  ...[
    ' ',
    '\t',
    '-',
    '- ',
    '–',
    '1',
    'a',
    '%',
    '^',
    '<',
    '<!>',
    ':',
    '/',
    '.',
    ',',
    '1 ',
    '1%',
    '1% ',
    '1x ',
    '4x',
    'x ',
  ],
  ...['- \n', '-\n', '\n', '\r', '\r\n', ' -\n', '- 1m\n', '3x\n', '3x\n- 1m\n', ' - 30 secs\n', '* 1m\n', 'Warmup\n'],
  ...['1^', '1^1', '1^1 ', '33^2nd ', '75-', '75–85', '5:00-', '5:00/km-', '1h', '1m', "1'", '1:00:', 'Z2-', 'Z2 - '],
  ...[
    '10m 75% ',
    ' lthr',
    ' pace',
    'press lap ',
    'ramp ',
    'intensity=',
    'hr=',
    'rest ',
    '(',
    ')',
    '"',
    'rpe ',
    'css',
    'k',
  ],
];

/** Lines, or the parts of one line: of a header, behind the dash of a step, and behind its length. */
const texts = TEXT_PARTS.flatMap(part =>
  part.includes('\n') || part === '\r'
    ? [filled(part)]
    : [`4x ${filled(part)} x`, `- ${filled(part)}`, `- 10m 75%${filled(part)}x`],
);

const XML_PARTS = [
  ' ',
  '\n',
  '<',
  '>',
  '"',
  "'",
  '=',
  '&',
  '&#',
  'a',
  'a=',
  'a="" ',
  "a='",
  '<a>',
  '<a/>',
  '<!--',
  '<![CDATA[',
];
const workoutOf = (inside: string) => `<workout_file><workout>${inside}</workout></workout_file>`;
const xmls = XML_PARTS.flatMap(part => [
  `<?xml${filled(part)}?>${workoutOf('<SteadyState Duration="60"/>')}`,
  workoutOf(`<SteadyState Duration="60" ${filled(part)}/>`),
  workoutOf(filled(part)),
  `<workout_file><name>${filled(part)}</name></workout_file>`,
]);

const COURSE_PARTS = [
  ' ',
  '\t',
  ';',
  '\n',
  '\r',
  '1',
  '1 ',
  '1\t1\n',
  '1 1\n',
  '[',
  ']',
  '[COURSE DATA]',
  '=',
  'FTP',
  'LAP\n',
  '%',
];
const courses = COURSE_PARTS.flatMap(part => [
  `[COURSE HEADER]\n${filled(part)}\n[END COURSE HEADER]\n[COURSE DATA]\n0 1\n1 1\n[END COURSE DATA]`,
  `[COURSE HEADER]\nMINUTES WATTS\n[END COURSE HEADER]\n[COURSE DATA]\n${filled(part)}\n[END COURSE DATA]`,
  `1${filled(part)}1`,
]);

const toBytes = (text: string) => new TextEncoder().encode(text);

const readers: [name: string, inputs: string[], read: (text: string) => unknown][] = [
  ['workout text', texts, parseWorkoutText],
  ['the warnings for a ride', texts, text => lintWorkoutText(text, 'Ride')],
  ['the warnings for a run', texts, text => lintWorkoutText(text, 'Run').map(({ fixes }) => fixes[0]?.text)],
  ['cues', texts, parseTextCues],
  ['zwo', xmls, parseZwo],
  ['a workout file', xmls, text => parseWorkout(new File([text], 'a.zwo'))],
  ['a zwo file of Intervals.icu', xmls, text => validateWorkoutFile({ base64: toBytes(text).toBase64() }, 'zwo')],
  ['erg', courses, parseErg],
  ['two columns', courses, parseColumns],
  ['an erg file of Intervals.icu', courses, text => validateWorkoutFile({ base64: toBytes(text).toBase64() }, 'erg')],
  ['the encoding of a file', xmls, text => decodeText(toBytes(text))],
];

describe('S4 100 kB of separators, blanks and repeats take linear time', () => {
  test.each(readers)('in %s', async (_, inputs, read) => {
    const text = filled('abc ');
    const scanMs = (await measure(() => Array.from({ length: 100 }, () => scan(text)))) / 100;
    const slow: string[] = [];
    for (const input of inputs) {
      const scans = (await measure(() => ignoring(read)(input))) / scanMs;
      if (scans > MAX_SCANS) slow.push(`${JSON.stringify(input.slice(0, 60))}: ${Math.round(scans)} scans`);
    }
    expect(slow).toEqual([]);
  });
});
