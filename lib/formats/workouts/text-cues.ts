/** A text that the athlete sees during a step. */
interface TextCue {
  text: string;
  /** Seconds from the beginning of the step. */
  atSecs: number;
}

/** Much more than an athlete can read during a step. */
const MAX_TEXT_LENGTH = 5000;

/**
 * The cues in the text of a step: "First 60^30 Second" shows the second after 60 s, for 30 s
 * (https://forum.intervals.icu/t/96016).
 */
export function parseTextCues(text = ''): TextCue[] {
  const [first = '', ...timed] = text.slice(0, MAX_TEXT_LENGTH).split(/(\d+)\^\d*/);
  const cues = [{ text: first.trim(), atSecs: 0 }];
  for (let n = 0; n + 1 < timed.length; n += 2) {
    cues.push({ text: (timed[n + 1] ?? '').trim(), atSecs: Number(timed[n]) });
  }
  return cues.filter(cue => cue.text !== '');
}
