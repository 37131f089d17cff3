import type { StepJson } from './step.ts';
import { readTextStep } from './text-step.ts';

/**
 * Reads the native text of workouts as the documents say: the Quick Guide (https://forum.intervals.icu/t/123701), the thread of the
 * workout builder (https://forum.intervals.icu/t/1163) and that of text events (https://forum.intervals.icu/t/96016). With the
 * pitfalls that were seen: a repeat without a blank line before it is no repeat; indented steps belong to no repeat and go to the end
 * (fixtures/samples/workout_doc_from_text.json).
 */
export function readText(text: string): StepJson[] {
  const workout: StepJson[] = [];
  const moved: StepJson[] = [];
  let block = workout;
  let section: Section = {};
  let blankBefore = true;
  for (const line of text.split('\n').map(each => each.replace(/\r$/, ''))) {
    const kind = kindOf(line);
    if (kind === 'gap') block = workout;
    if (kind === 'step') {
      const step = readTextStep(line.slice(line.indexOf('-') + 1));
      const target = line.startsWith('-') ? block : moved;
      if (step) target.push({ ...step, ...section });
    }
    if (kind === 'header') {
      section = sectionOf(line);
      const reps = blankBefore ? repsIn(line) : 0;
      block = reps > 0 ? [] : workout;
      if (reps > 0) workout.push({ reps, steps: block });
    }
    blankBefore = kind === 'gap';
  }
  // A repeat of nothing is nothing; there are no repeats in repeats.
  return [...workout.filter(({ steps }) => steps?.length !== 0), ...moved];
}

type Section = Pick<StepJson, 'warmup' | 'cooldown'>;

/** A blank line and a line of dashes, which Markdown draws as a rule (t/123701, section 9), separate blocks. */
function kindOf(line: string): 'gap' | 'step' | 'header' {
  const marks = new Set(line.replaceAll(/\s/g, ''));
  if (marks.size === 0) return 'gap';
  if (marks.size === 1 && marks.has('-') && line.trim().length > 1) return 'gap';
  return /^\s*-\s/.test(line) ? 'step' : 'header';
}

function sectionOf(line: string): Section {
  const [first = '', second = ''] = line.trim().toLowerCase().split(/\s+/);
  const word = first.replaceAll('-', '');
  if (word.startsWith('warmup') || (word === 'warm' && second.startsWith('up'))) return { warmup: true };
  return word.startsWith('cooldown') || (word === 'cool' && second.startsWith('down')) ? { cooldown: true } : {};
}

/** "Include 6x in the line" (t/1163): a word of its own, with or without punctuation around it. */
function repsIn(line: string): number {
  for (const word of line.split(/\s+/)) {
    const reps = /^\W*(\d+)x\W*$/i.exec(word)?.[1];
    if (reps && !word.includes('/')) return Number(reps);
  }
  return 0;
}
