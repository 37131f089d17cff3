import { lintStep } from './lint-step.ts';
import { type LintContext, type LintWarning, makeWarning, replaceLine } from './lint-warning.ts';
import { parseLines, type TextLine } from './parse-workout-text.ts';

/** Everything in a text that Intervals.icu would take another way, for this activity type; by line. */
export function lintWorkoutText(text: string, type: string): LintWarning[] {
  const lines = parseLines(text);
  return lines.flatMap((line, index) => {
    const context = { lines, index, type };
    if (line.kind === 'step') return [...lintStep(line, context), ...lintIndent(line, context)];
    return line.kind === 'header' ? lintHeader(line, context) : [];
  });
}

/** Every indented step at once: one that is mended alone would stand in the wrong place. */
function lintIndent(line: TextLine, { lines }: LintContext): LintWarning[] {
  if (!/^\s+-/.test(line.written)) return [];
  const flush = lines.map(({ written }) => written.replace(/^\s+(?=-)/, ''));
  return [
    makeWarning('indented', line, line.written.trim(), [
      { replacement: line.written.trim(), text: flush.join('\n') },
    ]),
  ];
}

function lintHeader(line: TextLine, context: LintContext): LintWarning[] {
  const { lines, index } = context;
  const next = lines[index + 1];
  const before = lines[index - 1];
  const bullet = /^\s*[*•·–—]\s+(.*)$/.exec(line.written)?.[1];
  if (bullet)
    return [
      makeWarning('no-dash', line, line.written.trim(), [
        replaceLine(context, `- ${bullet}`, [`- ${bullet}`]),
      ]),
    ];
  const warnings: LintWarning[] = [];
  if (line.reps !== undefined && next?.kind === 'header' && next.reps !== undefined) {
    warnings.push(makeWarning('nested', next, next.written.trim()));
  }
  if (before && before.kind === 'step') {
    const closes = isInRepeat(lines, index - 1);
    if (line.reps !== undefined || closes)
      warnings.push(
        makeWarning('blank-line', line, line.written.trim(), [
          replaceLine(context, line.written.trim(), ['', line.written]),
        ]),
      );
  }
  return warnings;
}

/** Whether the step in this place belongs to a repeat. */
function isInRepeat(lines: TextLine[], index: number): boolean {
  for (let at = index; at >= 0 && lines[at]?.kind !== 'blank'; at--) {
    if (lines[at]?.kind === 'header') return lines[at]?.reps !== undefined;
  }
  return false;
}
