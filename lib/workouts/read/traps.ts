import { stepTraps } from './step-traps.ts';
import { linesOf, type TextLine } from './text.ts';
import { type Around, type Trap, trap, withLine } from './trap.ts';

/** Everything in a text that Intervals.icu would take another way, for this activity type; by line. */
export function findTraps(text: string, type: string): Trap[] {
  const lines = linesOf(text);
  return lines.flatMap((line, index) => {
    const around = { lines, index, type };
    if (line.kind === 'step') return [...stepTraps(line, around), ...indentTraps(line, around)];
    return line.kind === 'header' ? headerTraps(line, around) : [];
  });
}

/** Every indented step at once: one that is mended alone would stand in the wrong place. */
function indentTraps(line: TextLine, { lines }: Around): Trap[] {
  if (!/^\s+-/.test(line.written)) return [];
  const flush = lines.map(({ written }) => written.replace(/^\s+(?=-)/, ''));
  return [trap('indented', line, line.written.trim(), [{ to: line.written.trim(), text: flush.join('\n') }])];
}

function headerTraps(line: TextLine, around: Around): Trap[] {
  const { lines, index } = around;
  const next = lines[index + 1];
  const before = lines[index - 1];
  const bullet = /^\s*[*•·–—]\s+(.*)$/.exec(line.written)?.[1];
  if (bullet)
    return [trap('no-dash', line, line.written.trim(), [withLine(around, `- ${bullet}`, [`- ${bullet}`])])];
  const traps: Trap[] = [];
  if (line.reps !== undefined && next?.kind === 'header' && next.reps !== undefined) {
    traps.push(trap('nested', next, next.written.trim()));
  }
  if (before && before.kind === 'step') {
    const closes = repeatAround(lines, index - 1);
    if (line.reps !== undefined || closes)
      traps.push(
        trap('blank-line', line, line.written.trim(), [
          withLine(around, line.written.trim(), ['', line.written]),
        ]),
      );
  }
  return traps;
}

/** Whether the step in this place belongs to a repeat. */
function repeatAround(lines: TextLine[], place: number): boolean {
  for (let at = place; at >= 0 && lines[at]?.kind !== 'blank'; at--) {
    if (lines[at]?.kind === 'header') return lines[at]?.reps !== undefined;
  }
  return false;
}
