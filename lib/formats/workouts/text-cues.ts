/** A text that the athlete sees during a step. */
interface TextCue {
  text: string;
  /** Seconds from the beginning of the step. */
  atSecs: number;
}

/** Much more than an athlete can read during a step. */
const MAX_TEXT_LENGTH = 5000;

/** Ends the prompts of a step (https://forum.intervals.icu/t/123701, read 2026-11). */
const PROMPTS_END = '<!>';

/**
 * The cues in the text of a step: "First 60^30 Second 90^Third" shows the second after 60 s, for 30 s, and the third after 90 s. The
 * number behind "^" is a duration only where it stands alone (https://forum.intervals.icu/t/96016).
 */
export function parseTextCues(text = ''): TextCue[] {
  const prompts = text.slice(0, MAX_TEXT_LENGTH).replaceAll(PROMPTS_END, ' ');
  const [first = '', ...timed] = prompts.split(/(?<!\d)(\d{1,6})\^(?:\d+(?!\S))?/);
  const cues = [{ text: first.trim(), atSecs: 0 }];
  for (let n = 0; n + 1 < timed.length; n += 2) {
    cues.push({ text: (timed[n + 1] ?? '').trim(), atSecs: Number(timed[n]) });
  }
  return cues.filter(cue => cue.text !== '');
}

/** Where the part of a step begins that is not prompts: behind "<!>"; 0 where that is absent. */
export function findPromptsEnd(written: string): number {
  const at = written.lastIndexOf(PROMPTS_END);
  return at < 0 ? 0 : at + PROMPTS_END.length;
}

/** The text without "<!>". */
export const withoutPromptsEnd = (prompts: string): string => prompts.replaceAll(PROMPTS_END, ' ').trim();

/** The text with blanks in place of the moments of its prompts, so that "60^30" and "33^2nd" are no numbers of the step. */
export const blankTextMoments = (written: string): string =>
  written.replace(/(?<!\S)\d{1,6}\^\S*/g, moment => ' '.repeat(moment.length));
