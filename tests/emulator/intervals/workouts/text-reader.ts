import type { StepJson } from './step.ts';
import { lengthOf, targetsOf, unitsGone } from './text-targets.ts';

/**
 * Reads the native text of workouts as the server has been seen to (https://forum.intervals.icu/t/123701 and
 * https://forum.intervals.icu/t/1163), with its pitfalls: a repeat that has
 * no blank line before it is not a repeat; indented steps belong to no repeat and go to the end.
 */
export function readText(text: string): StepJson[] {
  const steps: StepJson[] = [];
  const indented: StepJson[] = [];
  let target = steps;
  let section: Section = {};
  let afterBlank = true;
  for (const line of text.split(/\r?\n/)) {
    const bullet = /^(\s*)-\s+(.*)$/.exec(line);
    if (bullet) {
      const step = readStep(bullet[2] ?? '');
      if (step) (bullet[1] ? indented : target).push({ ...step, ...section });
    } else if (line.trim() === '') {
      target = steps;
    } else {
      section = sectionOf(line);
      target = steps;
      const reps = Number(/(?:^|\s)(\d+)x\s*$/i.exec(line)?.[1]);
      if (reps > 0 && afterBlank) {
        target = [];
        steps.push({ reps, steps: target });
      }
    }
    afterBlank = line.trim() === '';
  }
  return [...steps.filter(step => !step.steps || step.steps.length > 0), ...indented];
}

type Section = Pick<StepJson, 'warmup' | 'cooldown'>;

function sectionOf(line: string): Section {
  if (/^\s*warm\s?-?up/i.test(line)) return { warmup: true };
  return /^\s*cool\s?-?down/i.test(line) ? { cooldown: true } : {};
}

/** One line without its dash; undefined if it has neither duration nor distance. */
function readStep(line: string): StepJson | undefined {
  const intensity = /\bintensity=(\w+)/i.exec(line)?.[1]?.toLowerCase();
  const { cue, rest } = withoutCue(line.replaceAll(/\b\w+=\S+/g, ' '));
  const length = lengthOf(rest);
  if (length === undefined) return undefined;
  return {
    ...(/\bramp\b/i.test(line) && { ramp: true }),
    ...(cue && { text: cue }),
    ...targetsOf(unitsGone(rest)),
    ...length,
    ...(/\bfree(ride)?\b/i.test(rest) && { freeride: true }),
    ...(/\bmaxeffort\b/i.test(rest) && { maxeffort: true }),
    ...(/\b(lap press|press lap)\b/i.test(line) && { until_lap_press: true }),
    ...(intensity && { intensity }),
  };
}

/** The cue is everything before the first number or zone; messages at moments (`60^30 Second`) belong to it. */
function withoutCue(line: string): { cue: string; rest: string } {
  const moments = /^(?:.*\d\^\d*\s)?/.exec(line)?.[0] ?? '';
  const after = line.slice(moments.length);
  const first = after.search(/\d|\bC?Z\d/i);
  const cue = moments + (first === -1 ? after : after.slice(0, first));
  return {
    cue: cue
      .replaceAll(/\b(ramp|press lap|lap press)\b/gi, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
    rest: first === -1 ? '' : after.slice(first),
  };
}
